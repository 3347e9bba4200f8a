package leadhub.integrations;

import java.time.Clock;
import leadhub.jobs.DueMarks;
import org.springframework.stereotype.Component;

/** Sees to it that what is to be fetched is found. */
@Component
public class FetchMarks extends DueMarks {
    FetchMarks(FetchDueSql sql, FetchQueue queue, Clock clock) {
        super(sql, queue, clock);
    }
}
