package leadhub.api;

import java.time.Clock;
import org.springframework.stereotype.Component;

/** For callers with {@code Authorization: Bearer}, or none. */
@Component
final class LeadHubOwnApi extends OwnApi {
    LeadHubOwnApi(Clock clock, Version version) {
        super(clock, version);
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }
}
