package leadhub.webhooks.delivery;

import java.time.Clock;
import leadhub.jobs.DueMarks;
import org.springframework.stereotype.Component;

/** Sees to it that deliveries are found. */
@Component
public class DeliveryMarks extends DueMarks {
    DeliveryMarks(DeliveryDueSql sql, DeliveryQueue queue, Clock clock) {
        super(sql, queue, clock);
    }
}
