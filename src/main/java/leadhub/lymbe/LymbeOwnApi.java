package leadhub.lymbe;

import java.time.Clock;
import leadhub.api.Dialect;
import leadhub.api.OwnApi;
import leadhub.api.Version;
import org.springframework.stereotype.Component;

/** For callers with {@code X-API-Key}. */
@Component
final class LymbeOwnApi extends OwnApi {
    LymbeOwnApi(Clock clock, Version version) {
        super(clock, version);
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LymbeDialect.class;
    }
}
