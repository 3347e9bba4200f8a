package leadhub.lymbe;

import java.time.Clock;
import leadhub.api.Dialect;
import leadhub.api.about.OwnApi;
import leadhub.api.about.Version;
import leadhub.base.database.DatabaseHealth;
import org.springframework.stereotype.Component;

/** For callers with {@code X-API-Key}. */
@Component
final class LymbeOwnApi extends OwnApi {
    LymbeOwnApi(Clock clock, Version version, DatabaseHealth database) {
        super(clock, version, database);
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LymbeDialect.class;
    }
}
