package leadhub.imports.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadReader;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes of rows what they say of leads, by the reader of the API; not for several threads at once. */
public final class LeadRows {
    private final List<String> heads;
    private final List<@Nullable String> targets;
    private final LeadValues values;

    private LeadRows(List<String> heads, List<@Nullable String> targets, LeadValues values) {
        this.heads = heads;
        this.targets = targets;
        this.values = values;
    }

    /** @param mapping which field each head is; heads that are null or missing, and unknown fields, are left out */
    public static LeadRows of(FileGuess guess, Map<String, @Nullable String> mapping, LeadTerms terms) {
        var heads = guess.heads();
        var targets = new ArrayList<@Nullable String>();
        for (var head : heads) {
            var target = mapping.get(head);
            targets.add(target != null && LeadTargets.isOne(target) ? target : null);
        }
        return new LeadRows(heads, targets, new LeadValues(terms, guess.kind() == FileKind.JSONL));
    }

    public LeadRow read(ImportRow row) {
        var draft = new LeadValues.Draft(Json.MAPPER.createObjectNode());
        var faults = new ArrayList<>(row.faults());
        if (!row.isSound()) {
            return new LeadRow(row.line(), LeadChange.builder().build(), null, List.copyOf(faults));
        }
        for (var i = 0; i < targets.size(); i++) {
            var target = targets.get(i);
            var cell = row.cells().get(i);
            if (target != null && cell != null && !cell.isBlank()) {
                var refusal = values.put(draft, target, heads.get(i), cell);
                if (refusal != null) {
                    faults.add(new Fault(row.line(), i + 1, refusal));
                }
            }
        }
        values.placeStage(draft).forEach((field, refusal) -> faults.add(fault(row.line(), field, refusal)));
        return read(row.line(), draft, faults);
    }

    private LeadRow read(long line, LeadValues.Draft draft, List<Fault> faults) {
        var facts = facts(line, draft.node(), faults);
        return new LeadRow(line, facts, draft.createdAt(), List.copyOf(faults));
    }

    private LeadChange facts(long line, ObjectNode node, List<Fault> faults) {
        try {
            var input = new Input(node);
            var facts = LeadReader.read(input);
            input.errors()
                    .byField()
                    .forEach((field, refusals) -> refusals.forEach(refusal -> faults.add(fault(line, field, refusal))));
            return facts;
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid invalid) {
                invalid.errors()
                        .forEach((field, refusals) ->
                                refusals.forEach(refusal -> faults.add(fault(line, field, refusal))));
                return LeadChange.builder().build();
            }
            throw e;
        }
    }

    /** What a verb refuses, as a fault of the column from which the field came: {@code tags.0}, {@code custom_fields.budget}. */
    public Fault fault(long line, String field, Refusal reason) {
        for (var i = 0; i < targets.size(); i++) {
            var target = targets.get(i);
            if (target != null && isOf(target, field)) {
                return new Fault(line, i + 1, reason);
            }
        }
        return new Fault(line, 0, reason);
    }

    private static boolean isOf(String target, String field) {
        return field.equals(target)
                || field.startsWith(target + ".")
                || target.equals(LeadTargets.FULL_NAME) && (field.equals("first_name") || field.equals("last_name"));
    }
}
