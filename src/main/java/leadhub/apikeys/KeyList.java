package leadhub.apikeys;

import java.util.List;
import java.util.Map;

/**
 * What the page of all keys shows.
 *
 * @param calls how often each key has been used today
 */
public record KeyList(List<ApiKey> keys, Map<Long, Long> calls) {

    public long callsOf(ApiKey key) {
        return calls.getOrDefault(key.id(), 0L);
    }
}
