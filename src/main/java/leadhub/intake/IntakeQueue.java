package leadhub.intake;

import leadhub.jobs.WorkQueue;
import org.springframework.stereotype.Component;

/** The workspaces whose intake this process is to look at next. */
@Component
class IntakeQueue extends WorkQueue {}
