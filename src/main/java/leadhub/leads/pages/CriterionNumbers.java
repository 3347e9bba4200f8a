package leadhub.leads.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import leadhub.conditions.ConditionField;
import leadhub.leads.lists.CriteriaReader;
import leadhub.panel.Visit;
import leadhub.web.input.LocalNumbers;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;

/**
 * Numbers in the lines of the filter: a form sends them as {@code typed.1}, in the visitor's way; addresses, views and all else
 * have {@code value.1}, as programs write them.
 */
public final class CriterionNumbers {
    private static final String TYPED = "typed.";

    private CriterionNumbers() {}

    static boolean areIn(Query query) {
        return query.names().stream().anyMatch(CriterionNumbers::isTyped);
    }

    static boolean isTyped(String name) {
        return name.startsWith(TYPED);
    }

    /** What was typed into a line and couldn't be read. */
    static String typed(Query query, int line) {
        return query.value(TYPED + line).orElse("");
    }

    /** The query with what could be read in its place; what is refused stays as it was typed. */
    static Query plain(Query query, LocalNumbers numbers) {
        if (!areIn(query)) {
            return query;
        }
        var pairs = new ArrayList<String>();
        for (var name : query.names()) {
            var value = query.raw(name).orElse("");
            var isTyped = isTyped(name);
            var decimals = decimals(query, name);
            if (isTyped && numbers.refusal(value, decimals).isEmpty()) {
                pairs.add(pair("value." + name.substring(TYPED.length()), numbers.toPlain(value, decimals)));
            } else if (isTyped
                    || !query.names().contains(name.replace("value.", TYPED))
                    || !name.startsWith("value.")) {
                pairs.add(pair(name, value));
            }
        }
        return new Query(String.join("&", pairs));
    }

    private static int decimals(Query query, String name) {
        var field = query.value("field." + name.replace(TYPED, "")).orElse("");
        return ConditionField.decimals(field);
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Notes what isn't one number. */
    static void refuse(Visit visit, QueryInput query) {
        for (var line : CriteriaReader.numbers(query.names()).toArray()) {
            var name = TYPED + line;
            var decimals = ConditionField.decimals(query.value("field." + line).orElse(""));
            query.value(name)
                    .flatMap(text -> visit.page().numbers().refusal(text, decimals))
                    .ifPresent(refusal -> query.reject(name, refusal));
        }
    }
}
