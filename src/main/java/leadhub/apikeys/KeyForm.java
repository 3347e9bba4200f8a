package leadhub.apikeys;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.api.Scope;
import leadhub.panel.Page;

/**
 * The form for a new key.
 *
 * @param typed the values as typed, by field
 * @param chosen the checked scopes
 * @param problems the invalid fields
 */
public record KeyForm(Map<String, String> typed, Set<Scope> chosen, Set<String> problems) {
    /** The default: most programs only send leads and search for them. */
    static final KeyForm USUAL = new KeyForm(Map.of(), EnumSet.of(Scope.READ_LEADS, Scope.WRITE_LEADS), Set.of());

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public String hourlyLimit(Page page) {
        return typed.getOrDefault("hourly_limit", page.number(NewApiKey.USUAL_LIMIT));
    }

    public boolean isWrong(String field) {
        return problems.contains(field);
    }

    public boolean isOf(KeyDialect dialect) {
        return typed("dialect").isEmpty()
                ? dialect == KeyDialect.LEADHUB
                : typed("dialect").equals(word(dialect));
    }

    /** The choices for when a key expires. */
    public static List<String> ends() {
        return List.of("year", "quarter", "month", "day", "never");
    }

    public boolean isEnding(String word) {
        return typed("ends").isEmpty()
                ? word.equals(typed("last_day").isEmpty() ? "year" : "day")
                : typed("ends").equals(word);
    }

    public boolean isChosen(Scope scope) {
        return chosen.contains(scope);
    }

    public boolean isEverything() {
        return chosen.size() == Scope.values().length;
    }

    /** All scopes, grouped by resource. */
    public static List<List<Scope>> groups() {
        return EnumSet.allOf(Scope.class).stream()
                .collect(Collectors.groupingBy(
                        scope -> scope.spelling().substring(scope.spelling().indexOf(':')),
                        java.util.LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .toList();
    }

    /** Its name in forms and message keys. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
