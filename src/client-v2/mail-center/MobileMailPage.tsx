import MailCenterPage from './MailCenterPage';

/** The mail center in the mobile layout. Leaves room for the layout's tab bar. */
export default function MobileMailPage() {
  return <MailCenterPage height="100%" />;
}
