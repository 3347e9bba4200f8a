package leadhub.automations.runs;

import leadhub.jobs.WorkQueue;
import org.springframework.stereotype.Component;

/** The workspaces whose runs this process is to look at next. */
@Component
class RunQueue extends WorkQueue {}
