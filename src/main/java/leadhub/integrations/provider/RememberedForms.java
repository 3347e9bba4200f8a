package leadhub.integrations.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a provider says of forms, each asked for once in ten minutes for each account that may read it.
 *
 * <p>Limits: 500 forms.
 */
public final class RememberedForms<T> {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 500;

    private final Cache<Key, T> forms =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    private record Key(String baseUrl, String token, String formId) {
        @Override
        public String toString() {
            return "Key[" + formId + "]";
        }
    }

    /** @param ask asks the provider; a failure isn't remembered */
    public T get(String baseUrl, String token, String formId, Supplier<T> ask) {
        var key = new Key(baseUrl, token, formId);
        var known = forms.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var form = ask.get();
        forms.put(key, form);
        return form;
    }
}
