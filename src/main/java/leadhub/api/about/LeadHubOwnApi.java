package leadhub.api.about;

import java.time.Clock;
import leadhub.api.Dialect;
import leadhub.api.LeadHubDialect;
import leadhub.base.database.DatabaseHealth;
import org.springframework.stereotype.Component;

/** For callers with {@code Authorization: Bearer}, or none. */
@Component
final class LeadHubOwnApi extends OwnApi {
    LeadHubOwnApi(Clock clock, Version version, DatabaseHealth database) {
        super(clock, version, database);
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }
}
