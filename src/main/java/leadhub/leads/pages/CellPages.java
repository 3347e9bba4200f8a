package leadhub.leads.pages;

import java.util.List;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadReader;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Changing a lead in the table, field by field. */
@Component
class CellPages implements PageRoutes.Provider {
    private final Leads leads;
    private final LeadChoices.Reader choices;

    CellPages(Leads leads, LeadChoices.Reader choices) {
        this.leads = leads;
        this.choices = choices;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/leads/{id}/cell", Role.AGENT, this::edit)
                .getPart("/leads/{id}/cell/shown", Role.AGENT, this::show)
                .post("/leads/{id}/cell", Role.AGENT, this::change);
    }

    private Reply edit(Visit visit) {
        return Reply.page(
                "leads/cell-form.jte", cell(visit, visit.asked("column").orElse(""), List.of()));
    }

    private Reply show(Visit visit) {
        return Reply.page("leads/cell.jte", cell(visit, visit.asked("column").orElse(""), List.of()));
    }

    private Reply change(Visit visit) {
        var column = visit.field("column");
        var change = LeadReader.read(visit.form());
        var problems = visit.form().errors().all();
        if (problems.isEmpty()) {
            try {
                leads.change(visit.caller(), visit.id(0), change);
            } catch (ProblemException e) {
                if (!(e.problem() instanceof Problem.Invalid(var errors))) {
                    throw e;
                }
                problems = errors.values().stream().flatMap(List::stream).toList();
            }
        }
        return problems.isEmpty()
                ? Reply.page("leads/cell.jte", cell(visit, column, List.of()))
                : Reply.refused("leads/cell-form.jte", cell(visit, column, problems));
    }

    private LeadCell cell(Visit visit, String column, List<Refusal> problem) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var known = choices.read(visit.caller());
        var found = LeadColumn.named(known.fields(), List.of(column)).stream()
                .filter(LeadColumn::isEditable)
                .findFirst()
                .orElse(LeadColumn.all(known.fields()).getFirst());
        return new LeadCell(lead, found, known, problem);
    }
}
