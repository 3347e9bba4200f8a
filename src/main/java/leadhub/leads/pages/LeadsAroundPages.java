package leadhub.leads.pages;

import java.util.OptionalLong;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.Leads;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadNeighbours;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** A lead among others: a look at it from a list, and the ones before and after it there. */
@Component
public class LeadsAroundPages implements PageRoutes.Provider {
    private final Leads leads;
    private final LeadNeighbours neighbours;
    private final LeadQuery asked;
    private final LeadChoices.Reader choices;
    private final Timelines timelines;

    LeadsAroundPages(
            Leads leads, LeadNeighbours neighbours, LeadQuery asked, LeadChoices.Reader choices, Timelines timelines) {
        this.leads = leads;
        this.neighbours = neighbours;
        this.asked = asked;
        this.choices = choices;
        this.timelines = timelines;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/leads/{id}/around", Role.READ_ONLY, this::around)
                .getPart("/leads/{id}/peek", Role.READ_ONLY, this::peek);
    }

    /** The leads before and after one; empty at an end. */
    public record Around(OptionalLong previous, OptionalLong next) {}

    /** What a look at a lead shows. */
    public record Peek(Lead lead, LeadChoices choices, Timeline timeline) {}

    private Reply around(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var query = new QueryInput(asked.asked(visit));
        var filter = asked.read(visit, query);
        var sort = query.choice("sort", LeadSort.class, LeadSort.CREATED_AT);
        var direction = query.choice("direction", LeadSort.Direction.class, LeadSort.Direction.DESC);
        if (!query.errors().all().isEmpty()) {
            return Reply.nothing();
        }
        var found = neighbours.of(visit.caller(), new LeadList(filter, sort, direction, new Slice(0, 1)), lead);
        return Reply.page("leads/around.jte", new Around(found.previous(), found.next()));
    }

    private Reply peek(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var known = choices.read(visit.caller());
        return Reply.page("leads/peek.jte", new Peek(lead, known, timelines.of(visit, lead, known, FormErrors.NONE)));
    }
}
