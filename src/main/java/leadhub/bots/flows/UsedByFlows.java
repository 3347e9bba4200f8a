package leadhub.bots.flows;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import leadhub.base.RecordKind;
import leadhub.base.RecordUses;
import leadhub.bots.Bot;
import leadhub.bots.Bots;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionTerm;
import leadhub.conditions.NamedCondition;
import org.springframework.stereotype.Component;

/** Says which bots' published flows name a record that is about to be deleted. */
@Component
class UsedByFlows implements RecordUses {
    private final KnownFlows known;
    private final Bots bots;

    UsedByFlows(KnownFlows known, Bots bots) {
        this.known = known;
        this.bots = bots;
    }

    @Override
    public List<String> usesOf(long workspaceId, RecordKind kind, String key) {
        return known.all(workspaceId).stream()
                .filter(one -> one.flow().all().stream().anyMatch(step -> names(step, kind, key)))
                .flatMap(one -> bots.find(workspaceId, one.botId()).stream())
                .map(Bot::name)
                .toList();
    }

    private static boolean names(FlowStep step, RecordKind kind, String key) {
        return switch (kind) {
            case TAG ->
                step instanceof FlowStep.AddTag tag
                        && Long.toString(tag.tagId()).equals(key);
            case CUSTOM_FIELD ->
                switch (step) {
                    case FlowStep.Question question -> Objects.equals(question.field(), key);
                    case FlowStep.Choice choice -> Objects.equals(choice.field(), key);
                    case FlowStep.SetField set -> set.field().equals(key);
                    case FlowStep.Branch branch ->
                        branch.paths().stream()
                                .flatMap(path -> fields(path.conditions()))
                                .anyMatch(key::equals);
                    default -> false;
                };
            default -> false;
        };
    }

    private static Stream<String> fields(ConditionTerm term) {
        return switch (term) {
            case ConditionGroup(var match, var terms) -> terms.stream().flatMap(UsedByFlows::fields);
            case NamedCondition(var field, var operator, var value) -> Stream.of(field);
        };
    }
}
