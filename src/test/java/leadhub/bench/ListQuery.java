package leadhub.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.texts.LeadSearch;
import org.jspecify.annotations.Nullable;

/** The query of a list in three tongues: the API's, the verb's, and plain SQL that knows nothing of the program. */
record ListQuery(boolean isLymbe, Map<String, String> parameters) {
    String path() {
        return "/api/v1/leads?"
                + parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    LeadList verb() {
        var limit = Integer.parseInt(parameters.getOrDefault(isLymbe ? "limit" : "per_page", "20"));
        var slice = isLymbe
                ? new Slice(Long.parseLong(parameters.getOrDefault("offset", "0")), limit)
                : Slice.ofPage(Long.parseLong(parameters.getOrDefault("page", "1")), limit);
        var sort = parameters.getOrDefault("sort", "created_at").toUpperCase(Locale.ROOT);
        var direction = parameters.getOrDefault("direction", "desc").toUpperCase(Locale.ROOT);
        return new LeadList(filter(), LeadSort.valueOf(sort), LeadSort.Direction.valueOf(direction), slice);
    }

    private LeadFilter filter() {
        var status = parameters.get("status");
        var after = time("created_after");
        var search = parameters.get("search");
        var where = isLymbe ? LeadSearch.Where.NAME_EMAIL_COMPANY : LeadSearch.Where.NAME_EMAIL_PHONE;
        return LeadFilter.builder()
                .source(parameters.get("source"))
                .status(status == null ? null : LeadStatus.of(status).orElseThrow())
                .pipelineId(number("pipeline_id"))
                .stageId(number("stage_id"))
                .assignedUserId(number("assigned_user_id"))
                .tag(parameters.get("tag"))
                .search(search == null ? null : new LeadSearch(where, search))
                .createdFrom(after == null ? null : after.plusNanos(1000))
                .createdUntil(time("created_before"))
                .starred(parameters.containsKey("starred") ? true : null)
                .build();
    }

    private @Nullable Long number(String name) {
        var value = parameters.get(name);
        return value == null ? null : Long.valueOf(value);
    }

    private @Nullable Instant time(String name) {
        var value = parameters.get(name);
        return value == null ? null : Instant.parse(value);
    }

    /** Conditions over {@code leads}, each after an {@code and}. */
    String conditions() {
        var text = new StringBuilder();
        parameters.keySet().forEach(name -> text.append(condition(name)));
        return text.toString();
    }

    /** The values of the conditions, in order. */
    List<Object> values() {
        var values = new ArrayList<>();
        parameters.forEach((name, value) -> {
            switch (name) {
                case "source", "status" -> values.add(value);
                case "tag" -> values.add(value.toLowerCase(Locale.ROOT));
                case "pipeline_id", "stage_id", "assigned_user_id" -> values.add(Long.valueOf(value));
                case "created_after", "created_before" -> values.add(java.sql.Timestamp.from(Instant.parse(value)));
                case "search" -> {
                    for (var i = 0; i < (isDigits() && !isLymbe ? 4 : 3); i++) {
                        values.add("%" + value + "%");
                    }
                }
                default -> {}
            }
        });
        return values;
    }

    private String condition(String name) {
        return switch (name) {
            case "source", "status", "pipeline_id", "stage_id", "assigned_user_id" -> " and " + name + " = ?";
            case "created_after" -> " and created_at > ?";
            case "created_before" -> " and created_at < ?";
            case "starred" -> " and starred";
            case "tag" ->
                " and id in (select lead_id from lead_tags join tags on tags.workspace_id = lead_tags.workspace_id"
                        + " and tags.id = lead_tags.tag_id where tags.name_key = ?)";
            case "search" ->
                " and (unaccent(lower(concat_ws(' ', first_name, last_name))) like ? or unaccent(lower(email)) like ?"
                        + (isLymbe ? " or unaccent(lower(company)) like ?" : " or lower(phone) like ?")
                        + (isDigits() && !isLymbe ? " or regexp_replace(phone, '\\D', '', 'g') like ?" : "") + ")";
            default -> "";
        };
    }

    private boolean isDigits() {
        return parameters.getOrDefault("search", "").matches("[0-9]+");
    }
}
