package leadhub.webhooks.delivery;

import leadhub.jobs.WorkQueue;
import org.springframework.stereotype.Component;

/** The workspaces whose deliveries this process is to look at next. */
@Component
class DeliveryQueue extends WorkQueue {}
