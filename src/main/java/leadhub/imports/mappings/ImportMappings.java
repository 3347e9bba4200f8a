package leadhub.imports.mappings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.Unicode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers which fields the columns of a workspace's files are. Files with the same columns, in whatever order, are of one
 * kind.
 *
 * <p>Limit: 200 kinds a workspace; the one that was used longest ago goes first.
 */
@Service
public class ImportMappings {
    static final int MOST = 200;

    private final ImportMappingSql sql;
    private final Clock clock;

    ImportMappings(ImportMappingSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What was said of such a file last, by its heads; empty if none was imported yet. */
    public Optional<Map<String, @Nullable String>> remembered(Caller caller, List<String> heads) {
        return sql.find(caller.workspaceId(), signature(heads)).map(json -> fitting(json, heads));
    }

    /** Keeps what is said of such a file. */
    @Transactional
    public void remember(Caller caller, List<String> heads, Map<String, @Nullable String> mapping) {
        sql.put(caller.workspaceId(), signature(heads), Json.write(mapping), Times.now(clock));
        sql.forget(caller.workspaceId(), MOST);
    }

    private static Map<String, @Nullable String> fitting(String json, List<String> heads) {
        var known = new LinkedHashMap<String, @Nullable String>();
        Json.MAPPER
                .readTree(json)
                .properties()
                .forEach(entry -> known.put(
                        key(entry.getKey()),
                        entry.getValue().isString() ? entry.getValue().stringValue() : null));
        var mapping = new LinkedHashMap<String, @Nullable String>();
        heads.forEach(head -> mapping.put(head, known.get(key(head))));
        return mapping;
    }

    private static String signature(List<String> heads) {
        var all = heads.stream().map(ImportMappings::key).sorted().collect(Collectors.joining("\n"));
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(String head) {
        return Unicode.key(head.strip());
    }
}
