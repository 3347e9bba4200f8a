package leadhub.leads.pages;

import java.util.List;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Changing a lead in the table, field by field. */
@Component
class CellPages implements PageRoutes.Provider {
    private final Leads leads;
    private final LeadChoices.Reader choices;
    private final LeadEdits edits;
    private final LeadForms forms;

    CellPages(Leads leads, LeadChoices.Reader choices, LeadEdits edits, LeadForms forms) {
        this.forms = forms;
        this.leads = leads;
        this.choices = choices;
        this.edits = edits;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/leads/{id}/cell", Role.AGENT, this::edit)
                .getPart("/leads/{id}/cell/shown", Role.AGENT, this::show)
                .post("/leads/{id}/cell", Role.AGENT, this::change);
    }

    private Reply edit(Visit visit) {
        var cell = cell(visit, visit.asked("column").orElse(""), Typed.NOTHING, List.of());
        return Reply.page(cell.isEditable() ? "leads/cell-form.jte" : "leads/cell.jte", cell);
    }

    private Reply show(Visit visit) {
        return shown(visit, visit.asked("column").orElse(""));
    }

    private Reply shown(Visit visit, String column) {
        return Reply.page("leads/cell.jte", cell(visit, column, Typed.NOTHING, List.of()));
    }

    private Reply change(Visit visit) {
        var column = visit.field("column");
        var change = forms.read(visit);
        try {
            visit.form().errors().check();
            var edit = edits.change(visit, visit.id(0), change);
            return edits.reply(visit, edit, () -> shown(visit, column), Reply.refresh("/leads"));
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Invalid(var errors))) {
                throw e;
            }
            var problems = errors.values().stream().flatMap(List::stream).toList();
            return Reply.refused("leads/cell-form.jte", cell(visit, column, Typed.of(visit.form()), problems));
        }
    }

    private LeadCell cell(Visit visit, String column, Typed typed, List<Refusal> problem) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var known = choices.read(visit.caller());
        var found = LeadColumn.named(known.fields(), List.of(column)).stream()
                .filter(LeadColumn::isEditable)
                .findFirst()
                .orElse(LeadColumn.all(known.fields()).getFirst());
        return new LeadCell(lead, found, known, typed, problem);
    }
}
