package leadhub.integrations.emailimap;

import leadhub.jobs.WorkQueue;
import org.springframework.stereotype.Component;

/** The workspaces whose mailboxes this process is to read next. */
@Component
public class MailboxQueue extends WorkQueue {}
