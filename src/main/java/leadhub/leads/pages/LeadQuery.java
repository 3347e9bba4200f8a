package leadhub.leads.pages;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.conditions.ConditionField;
import leadhub.leads.Visibility;
import leadhub.leads.lists.CriteriaReader;
import leadhub.leads.lists.CriteriaRows;
import leadhub.leads.lists.CriterionFields;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadFilterReader;
import leadhub.leads.lists.LeadNeed;
import leadhub.panel.Visit;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which leads the address of the panel's list asks for: what the page shows, and what is done to all of them. */
@Component
public class LeadQuery {
    private final LeadFilterReader filters;
    private final CriteriaReader criteria;
    private final Visibility visibility;
    private final Clock clock;

    LeadQuery(LeadFilterReader filters, CriteriaReader criteria, Visibility visibility, Clock clock) {
        this.visibility = visibility;
        this.filters = filters;
        this.criteria = criteria;
        this.clock = clock;
    }

    /** The filters of the API, and what the panel alone asks. What can't be right is noted in the query's errors. */
    public LeadFilter read(Visit visit, QueryInput query) {
        CriterionNumbers.refuse(visit, query);
        return read(visit.caller(), visit.page().zone(), query);
    }

    /** The same of an address that was kept, whose numbers are as programs write them. @param zone in which days begin */
    public LeadFilter read(Caller caller, ZoneId zone, QueryInput query) {
        var isNobodys = CriterionFields.NOBODY.equals(query.text("assigned_user_id"));
        return filters.read(caller, query, isNobodys)
                .ownedBy(isNobodys ? visibility.removed(caller) : null)
                .needing(need(caller, query))
                .meeting(criteria.read(caller, query, zone));
    }

    /** The lines of the filter that it fills in. */
    CriteriaRows rows(Visit visit) {
        var query = asked(visit);
        return criteria.rows(visit.caller(), new QueryInput(query))
                .with(row -> row.typed(CriterionNumbers.typed(query, row.number())));
    }

    /** The visit's query with numbers as programs write them, for an address means the same to everybody. */
    public Query asked(Visit visit) {
        return CriterionNumbers.plain(visit.query(), visit.page().numbers());
    }

    /** Whether it has numbers as somebody typed them. */
    static boolean isTyped(Query query) {
        return CriterionNumbers.areIn(query);
    }

    /** What a line of the filter can ask about. */
    List<ConditionField> fields(Visit visit) {
        return criteria.fields(visit.caller());
    }

    private @Nullable LeadNeed need(Caller caller, QueryInput query) {
        return query.text("needs") == null
                ? null
                : LeadNeed.at(
                        Times.now(clock),
                        query.choice("needs", LeadNeed.Kind.class, LeadNeed.Kind.ATTENTION),
                        visibility.removed(caller));
    }
}
