-- The ids of the messages that an email answers, the oldest first, with a space between them; null for one that begins.
alter table lead_emails add column message_references text;

-- A mail server took it, and couldn't hand it over.
alter table lead_emails drop constraint lead_emails_status_check;
alter table lead_emails add constraint lead_emails_status_check
    check (status in ('queued', 'sent', 'failed', 'suppressed', 'cancelled', 'bounced'));
