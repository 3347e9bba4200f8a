package leadhub.base;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks PostgreSQL how it takes accents off. */
@Component
class FoldingSql {
    private final Sql sql;

    FoldingSql(Sql sql) {
        this.sql = sql;
    }

    /** What each character that has an accent is without it. */
    Map<Integer, String> rules() {
        return sql.globalQuery(row -> Map.entry(row.getInt("c"), row.getString("plain")), """
                        select c, plain
                        from (select c, unaccent(chr(c)) as plain
                              from (select generate_series(128, 55295)
                                    union all select generate_series(57344, 65533)
                                    union all select generate_series(119808, 120831)) as characters (c)) folded
                        where plain <> chr(c)
                        """).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
