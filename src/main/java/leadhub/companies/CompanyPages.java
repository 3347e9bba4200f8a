package leadhub.companies;

import leadhub.api.Paging;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.pages.CompanyLink;
import leadhub.leads.pages.JoinedTimeline;
import leadhub.leads.pages.JoinedTimelines;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.texts.CompanyKey;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** The list of companies, and each with its people and what happened to them. */
@Component
class CompanyPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 50;
    private static final int PEOPLE = 25;
    /** What happened is told of so many of its leads, those that changed last. */
    private static final int TOLD = 200;

    private static final String ONE = "/companies/{key}";

    private final Companies companies;
    private final LeadChoices.Reader choices;
    private final JoinedTimelines timelines;

    CompanyPages(Companies companies, LeadChoices.Reader choices, JoinedTimelines timelines) {
        this.companies = companies;
        this.choices = choices;
        this.timelines = timelines;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/companies", Role.READ_ONLY, this::list)
                .inMenu(22, "building", "companies.title")
                .get(ONE, Role.READ_ONLY, this::show)
                .getPart(ONE + "/timeline", Role.READ_ONLY, this::timeline);
    }

    private Reply list(Visit visit) {
        var search = visit.asked("search").orElse("").strip();
        var after = visit.asked("after").filter(CompanyKey::isOne).orElse("");
        var found = companies.list(
                visit.caller(), search, after, PER_PAGE, visit.visitor().currency());
        return Reply.page(
                "companies/list.jte",
                new CompanyList(found, search, !after.isEmpty(), companies.isPending(visit.caller())));
    }

    private Reply show(Visit visit) {
        var company = company(visit);
        var query = new QueryInput(visit.query());
        var paging = new Paging(Paging.of(query).page(), PEOPLE);
        query.errors().check();
        var people = companies.leads(visit.caller(), company, paging.slice());
        return Reply.page(
                "companies/show.jte",
                new CompanyScreen(
                        company, people, paging.page(), PEOPLE, choices.read(visit.caller()), told(visit, company)));
    }

    private Reply timeline(Visit visit) {
        var company = company(visit);
        return Reply.page(
                "companies/timeline.jte", new CompanyScreen.Story(CompanyLink.of(company.key()), told(visit, company)));
    }

    private JoinedTimeline told(Visit visit, Company company) {
        var leads = companies.leads(visit.caller(), company, new Slice(0, TOLD));
        return timelines.of(visit, leads.items());
    }

    private Company company(Visit visit) {
        var key = Query.decode(visit.values().getFirst(), false);
        return companies.get(visit.caller(), key, visit.visitor().currency());
    }
}
