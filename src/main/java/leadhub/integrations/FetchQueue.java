package leadhub.integrations;

import leadhub.jobs.WorkQueue;
import org.springframework.stereotype.Component;

/** The workspaces for which this process is to ask providers next. */
@Component
public class FetchQueue extends WorkQueue {}
