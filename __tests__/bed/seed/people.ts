import type { BedUser } from '../types';

/** Everybody in the demo is made up; all addresses lie in domains that RFC 2606 keeps for examples. */
const person = (name: string, address: string): BedUser => ({ name, address });

export const ALEX = person('Alex Demo', 'alex.demo@example.com');
export const KIM = person('Kim Demo', 'kim.demo@example.com');
export const SAM = person('Sam Demo', 'sam.demo@example.com');

/** The three colleagues at Fennbrook Instruments whose mailboxes the stand-in has. */
export const demoUsers: BedUser[] = [ALEX, KIM, SAM];

/** The mailbox that the team shares; nobody signs in to it. */
export const SUPPORT = person('Fennbrook Support', 'support.demo@example.com');

export const DANA = person('Dana Buyer', 'dana.buyer@brightwell.example.org');
export const ROBIN = person('Robin Planner', 'robin.planner@brightwell.example.org');
export const JONAS = person('Jonas Einkäufer', 'j.einkaeufer@kuestenwerk.example.org');
export const MIA = person('Mia Buchhalterin', 'buchhaltung@kuestenwerk.example.org');
export const WANG = person('王示例', 'wang@mingxi.example.net');
export const LI = person('李采购', 'purchasing@mingxi.example.net');
export const AMAL = person('أمل مثال', 'amal@almithal.example.net');
export const NOA = person('נועה דוגמה', 'noa@dugma.example.net');
export const PAT = person('Pat Curator', 'pat.curator@pellmuseum.example.org');
export const ELLIS = person('Ellis Teacher', 'it@nordlake-schools.example.org');
export const MORGAN = person('Morgan Nurse', 'm.nurse@vellmar-clinics.example.org');
export const CARRIER = person('Tarnbeck Parcels', 'notices@tarnbeck.example.net');
export const SHOP = person('Fennbrook Web Shop', 'shop@example.com');
export const GAZETTE = person('The Gauge – instrument news', 'news@gauge-weekly.example.org');
export const FAIR = person('Measure & Make trade fair', 'exhibitors@measure-make.example.org');

export interface DemoCustomer {
  name: string;
  company: string;
  email: string;
}

const customer = ({ name, address }: BedUser, company: string): DemoCustomer => ({
  name,
  company,
  email: address,
});

/** Rows for a sample collection of customers; their addresses occur in the mails. */
export const demoCustomers: DemoCustomer[] = [
  customer(DANA, 'Brightwell Bakeries'),
  customer(ROBIN, 'Brightwell Bakeries'),
  customer(JONAS, 'Küstenwerk GmbH'),
  customer(MIA, 'Küstenwerk GmbH'),
  customer(WANG, '明溪示例贸易'),
  customer(LI, '明溪示例贸易'),
  customer(AMAL, 'شركة المثال للتجارة'),
  customer(NOA, 'דוגמה מכשור בע״מ'),
  customer(PAT, 'Pell Museum of Navigation'),
  customer(ELLIS, 'Nordlake Schools'),
  customer(MORGAN, 'Vellmar Clinics'),
];
