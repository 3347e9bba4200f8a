package leadhub.webhooks.pages;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Refusal;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.conditions.NamedCondition;
import leadhub.leads.lists.CriterionRow;
import leadhub.leads.pages.CriterionLine;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.WebhookEvents;
import org.jspecify.annotations.Nullable;

/**
 * The form of a webhook.
 *
 * @param webhook the one that is changed; null for a new one
 * @param typed what stands in the fields, by their names
 * @param events those that are ticked; {@code *} for all
 * @param isNested whether its conditions have groups within them, which this form can't show
 * @param areKept whether those stay
 * @param problems what is wrong, by the API's names of the fields
 */
public record WebhookForm(
        @Nullable Webhook webhook,
        Map<String, String> typed,
        Set<String> events,
        List<CriterionLine> conditions,
        boolean isNested,
        boolean areKept,
        Map<String, List<Refusal>> problems) {

    static WebhookForm empty() {
        return new WebhookForm(null, Map.of(), Set.of(WebhookEvents.ANY), List.of(), false, false, Map.of());
    }

    static WebhookForm of(Webhook webhook, List<ConditionField> fields) {
        var terms = webhook.terms();
        var conditions = terms.conditions();
        var isNested = isNested(webhook);
        var typed = Map.of(
                "name", terms.name(),
                "target_url", terms.targetUrl(),
                "headers", headers(terms.hiddenHeaders()),
                "match", conditions == null ? "all" : conditions.match().word());
        var rows = conditions == null || isNested
                ? List.<CriterionLine>of()
                : rows(
                        conditions.conditions().stream()
                                .map(NamedCondition.class::cast)
                                .toList(),
                        fields);
        return new WebhookForm(webhook, typed, Set.copyOf(terms.events()), rows, isNested, isNested, Map.of());
    }

    static boolean isNested(Webhook webhook) {
        var conditions = webhook.terms().conditions();
        return conditions != null
                && conditions.conditions().stream().anyMatch(term -> !(term instanceof NamedCondition));
    }

    private static String headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static List<CriterionLine> rows(List<NamedCondition> conditions, List<ConditionField> fields) {
        var number = new int[1];
        return conditions.stream()
                .map(one ->
                        row(++number[0], one.field(), one.operator(), one.value() == null ? "" : one.value(), fields))
                .map(row -> new CriterionLine(row.number(), row, fields))
                .toList();
    }

    static CriterionRow row(
            int number, String field, Comparison comparison, String value, List<ConditionField> fields) {
        var known = fields.stream()
                .filter(one -> one.name().equals(field))
                .findFirst()
                .orElseGet(() -> ConditionField.gone(field));
        return CriterionRow.of(number, known, comparison, value);
    }

    public boolean isNew() {
        return webhook == null;
    }

    /** Where it is sent. */
    public String path() {
        return webhook == null ? WebhookPages.ALL : WebhookPages.ALL + "/" + webhook.id();
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public boolean isOfAll() {
        return events.contains(WebhookEvents.ANY);
    }

    public boolean isChosen(String event) {
        return isOfAll() || events.contains(event);
    }

    public boolean isAny() {
        return typed("match").equals("any");
    }

    /** What is wrong with a field, or with a part of it such as {@code headers.X-Token}. */
    public List<Refusal> problems(String field) {
        return problems.entrySet().stream()
                .filter(problem ->
                        problem.getKey().equals(field) || problem.getKey().startsWith(field + "."))
                .flatMap(problem -> problem.getValue().stream())
                .toList();
    }

    public boolean isWrong(String field) {
        return !problems(field).isEmpty();
    }
}
