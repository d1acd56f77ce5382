import { useLocation } from 'react-router-dom';
import { mailPathFrom } from '../../paths';

/** Path of the mail page. Stays within the mobile layout if that's where the user is. */
export const useMailPath = (): string => mailPathFrom(useLocation().pathname);
