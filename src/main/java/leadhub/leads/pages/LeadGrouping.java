package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadStatus;
import leadhub.panel.Page;
import leadhub.pipelines.Stage;
import leadhub.users.User;
import org.jspecify.annotations.Nullable;

/**
 * By what the table of leads is grouped.
 *
 * @param field the list of choices, where it is one of the workspace's own fields
 */
public record LeadGrouping(Kind kind, @Nullable CustomField field) {

    /** What leads can be grouped by. */
    public enum Kind {
        STAGE,
        OWNER,
        STATUS,
        SOURCE,
        FIELD
    }

    /** All that there are; those that the workspace made up come last. */
    public static List<LeadGrouping> all(List<CustomField> fields) {
        return Stream.concat(
                        Stream.of(Kind.STAGE, Kind.OWNER, Kind.STATUS, Kind.SOURCE)
                                .map(kind -> new LeadGrouping(kind, null)),
                        fields.stream()
                                .filter(field -> field.kind() == FieldKind.DROPDOWN)
                                .map(field -> new LeadGrouping(Kind.FIELD, field)))
                .toList();
    }

    static Optional<LeadGrouping> named(List<CustomField> fields, String name) {
        return all(fields).stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** As addresses have it: the name of the field. */
    public String name() {
        return switch (kind) {
            case STAGE -> "pipeline_stage_id";
            case OWNER -> "assigned_user_id";
            case STATUS -> "status";
            case SOURCE -> "source";
            case FIELD -> Objects.requireNonNull(field).path();
        };
    }

    public String label(Page page) {
        return field == null ? page.say("field." + name()) : field.label();
    }

    /** What counts its groups. */
    LeadCube cube() {
        return switch (kind) {
            case STAGE -> LeadCube.ofAll(LeadCube.By.STAGE, null);
            case OWNER -> LeadCube.ofAll(LeadCube.By.OWNER, null);
            // The status tells all leads apart as it is.
            case STATUS -> LeadCube.ofAll(LeadCube.By.NOTHING, null);
            case SOURCE -> LeadCube.ofAll(LeadCube.By.SOURCE, null);
            case FIELD ->
                LeadCube.ofAll(LeadCube.By.FIELD, Objects.requireNonNull(field).key());
        };
    }

    /** The group that a cell belongs to; {@code ""} for those that have nothing there. */
    String group(LeadCube.Key cell) {
        return kind == Kind.STATUS ? cell.status().word() : cell.of();
    }

    /** The group that a lead belongs to; {@code ""} for nothing there. */
    String group(Lead lead) {
        return switch (kind) {
            case STAGE -> Long.toString(lead.stageId());
            case OWNER -> lead.assignedUserId() instanceof Long owner ? Long.toString(owner) : "";
            case STATUS -> lead.status().word();
            case SOURCE -> lead.source();
            case FIELD ->
                Json.MAPPER
                        .readTree(lead.customFields())
                        .path(Objects.requireNonNull(field).key())
                        .asString("");
        };
    }

    /** The leads of a filter that belong to a group; empty for one that can't be. */
    Optional<LeadFilter> within(LeadFilter filter, String group) {
        return switch (kind) {
            case STAGE -> id(group).map(filter::inStage);
            case OWNER ->
                group.isEmpty() ? Optional.of(filter.ofOwner(null)) : id(group).map(filter::ofOwner);
            case STATUS -> LeadStatus.of(group).map(filter::inStatus);
            case SOURCE -> Optional.of(filter.ofSource(group));
            case FIELD ->
                Optional.of(filter.having(Objects.requireNonNull(field).key(), group));
        };
    }

    private static Optional<Long> id(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** What a group is called; {@code ""} where it needs a word for nothing. */
    String label(Page page, LeadChoices choices, String group) {
        return switch (kind) {
            case STAGE ->
                id(group)
                        .flatMap(choices::stage)
                        .map(stage -> stageName(choices, stage))
                        .orElse(group);
            case OWNER -> id(group).map(id -> choices.userName(page, id)).orElse("");
            case STATUS -> page.say("status." + group);
            case SOURCE, FIELD -> group;
        };
    }

    private static String stageName(LeadChoices choices, Stage stage) {
        return choices.pipelines().size() == 1
                ? stage.name()
                : choices.pipelineName(stage.pipelineId()) + " · " + stage.name();
    }

    /** The groups in the order in which people know them; others come by how many leads they have. */
    List<String> order(LeadChoices choices) {
        return switch (kind) {
            case STAGE ->
                choices.pipelines().stream()
                        .flatMap(pipeline -> choices.stagesOf(pipeline.id()).stream())
                        .map(stage -> Long.toString(stage.id()))
                        .toList();
            case OWNER -> {
                var order = new ArrayList<String>();
                order.add("");
                choices.users().stream()
                        .map(User::id)
                        .map(id -> Long.toString(id))
                        .forEach(order::add);
                yield order;
            }
            case STATUS ->
                Arrays.stream(LeadStatus.values()).map(LeadStatus::word).toList();
            case SOURCE -> List.of();
            case FIELD -> Objects.requireNonNull(field).options();
        };
    }
}
