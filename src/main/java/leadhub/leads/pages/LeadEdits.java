package leadhub.leads.pages;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.leads.LeadOutcomes;
import leadhub.leads.Leads;
import leadhub.leads.NotedChanges;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadNames;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.pipelines.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Changes leads as people do: status and stage agree, nobody's change is overwritten unseen, and all of it can be undone. */
@Component
public class LeadEdits {
    /** What stood in the form's fields when it was shown, by field. */
    private static final String WAS = "_was";

    /** The note that goes with losing a lead. */
    private static final String NOTE = "lost_note";

    private static final int MOST_NOTE = 5_000;

    private final Leads leads;
    private final NotedChanges noted;
    private final Losses losses;
    private final LeadOutcomes outcomes;
    private final Visibility visibility;
    private final LeadChoices.Reader choices;
    private final LeadForms forms;

    @SuppressWarnings("TooManyParameters") // everything that people's changes come to
    LeadEdits(
            Leads leads,
            NotedChanges noted,
            Losses losses,
            LeadOutcomes outcomes,
            Visibility visibility,
            LeadChoices.Reader choices,
            LeadForms forms) {
        this.noted = noted;
        this.losses = losses;
        this.forms = forms;
        this.leads = leads;
        this.outcomes = outcomes;
        this.visibility = visibility;
        this.choices = choices;
    }

    /** A lead before and after. */
    public record Edit(Lead before, Lead after) {}

    /** Changes a lead, unless somebody else has changed the same since the form was shown. */
    public Edit change(Visit visit, long id, LeadChange wanted) {
        var caller = visit.caller();
        var before = new Lead[1];
        var settling = outcomes.settling(caller, wanted);
        Function<Lead, LeadChange> change = lead -> {
            before[0] = lead;
            requireUnchanged(visit, lead);
            var settled = settling.apply(lead);
            losses.require(caller, lead, settled);
            return settled;
        };
        var note = visit.form().text(NOTE, MOST_NOTE).over(null);
        visit.form().errors().check();
        var after = note == null ? leads.change(caller, id, change) : noted.change(caller, id, change, note);
        return new Edit(before[0], after);
    }

    /** Does something else to a lead. */
    Edit change(Caller caller, long id, Supplier<Lead> verb) {
        return new Edit(leads.get(caller, id), verb.get());
    }

    private void requireUnchanged(Visit visit, Lead lead) {
        for (var field : visit.form().node().path(WAS).properties()) {
            var name = field.getKey();
            var now = LeadFieldText.of(lead, name);
            if (!now.equals(LeadFieldText.same(field.getValue().asString(""))) && !now.equals(sent(visit, name))) {
                var shown = shown(visit, lead, name, now);
                throw Problem.invalid(
                                name,
                                shown.isEmpty()
                                        ? Refusal.of("lead.field_emptied_since")
                                        : Refusal.of("lead.field_changed_since").with("now", shown))
                        .exception();
            }
        }
    }

    private String sent(Visit visit, String name) {
        JsonNode value = visit.form().node();
        for (var part : name.split("[.]", 2)) {
            value = value.path(part);
        }
        var text = FieldValuesShown.text(value.isMissingNode() || value.isNull() ? null : value);
        return LeadFieldText.same(forms.sent(visit, name, text));
    }

    private String shown(Visit visit, Lead lead, String name, String now) {
        var known = choices.read(visit.caller());
        if (name.equals(LeadFields.STATUS.name())) {
            return visit.page().say("status." + lead.status().word());
        }
        if (name.equals(LeadFields.PIPELINE_STAGE_ID.name())) {
            return known.stage(lead.stageId()).map(Stage::name).orElse("");
        }
        return name.equals(LeadFields.ASSIGNED_USER_ID.name())
                ? known.userName(visit.page(), lead.assignedUserId())
                : forms.shown(visit, name, now);
    }

    /**
     * The reply to a change: says what was done, and offers to undo it.
     *
     * @param shown the lead as it is now
     * @param gone where whoever gave the lead away goes on, who doesn't see it any more
     */
    public Reply reply(Visit visit, Edit edit, Supplier<Reply> shown, Reply gone) {
        var isSeen = visibility.sees(visit.caller(), edit.after());
        var reply = isSeen ? shown.get() : gone;
        if (edit.after().eventSequence() == edit.before().eventSequence()) {
            return reply;
        }
        var said = said(visit, edit.before(), edit.after());
        var undo = "/leads/" + edit.after().id() + "/undo/" + edit.after().eventSequence();
        return reply.sayingWithUndo(
                undo, said.getFirst().toString(), said.subList(1, said.size()).toArray());
    }

    /** The key of a message, and its values. */
    private List<Object> said(Visit visit, Lead before, Lead after) {
        var page = visit.page();
        var known = choices.read(visit.caller());
        var name = LeadNames.of(after, page.locale());
        if (after.stageId() != before.stageId()) {
            return List.of(
                    "board.moved",
                    name,
                    known.stage(after.stageId()).map(Stage::name).orElse(""));
        }
        var owner = after.assignedUserId();
        if (!java.util.Objects.equals(owner, before.assignedUserId())) {
            return owner == null
                    ? List.of("leads.given-nobody", name)
                    : List.of("leads.given", name, known.userName(page, owner));
        }
        var added = after.tags().stream()
                .filter(tag -> !before.tags().contains(tag))
                .findFirst();
        if (added.isPresent()) {
            return List.of("leads.tagged", added.get().name());
        }
        var removed = before.tags().stream()
                .filter(tag -> !after.tags().contains(tag))
                .findFirst();
        return removed.isPresent()
                ? List.of("leads.untagged", removed.get().name())
                : List.of("leads.field-saved", label(visit, known, before, after));
    }

    private static String label(Visit visit, LeadChoices known, Lead before, Lead after) {
        if (!after.customFields().equals(before.customFields())) {
            return known.fields().stream()
                    .filter(field ->
                            !LeadFieldText.of(before, field.path()).equals(LeadFieldText.of(after, field.path())))
                    .findFirst()
                    .map(field -> field.label())
                    .orElseGet(() -> visit.page().say("fields.title"));
        }
        return LeadFields.KEPT_BY_EVENTS.stream()
                .filter(field -> field != LeadFields.LEAD_SCORE && !isSame(before.get(field), after.get(field)))
                .findFirst()
                .map(field -> visit.page().say("field." + field.name()))
                .orElse("");
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return java.util.Objects.equals(one, other);
    }
}
