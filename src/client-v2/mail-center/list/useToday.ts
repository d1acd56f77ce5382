import { useEffect, useState } from 'react';
import { startOfDay } from './date-groups';

const MINUTE = 60_000;

/** Start of the current day, in milliseconds. Changes at midnight, so that “Today” never means yesterday. */
export function useToday(): number {
  const [today, setToday] = useState(() => startOfDay(new Date()));
  useEffect(() => {
    const timer = setInterval(() => setToday(startOfDay(new Date())), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return today;
}
