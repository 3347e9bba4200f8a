package leadhub.demo;

import leadhub.base.Role;
import leadhub.leads.LeadPart;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Fills a workspace with demo data from the home page, and removes it again. */
@Component
class DemoPages implements PageRoutes.Provider {
    private static final String HOME = "/home";

    private final DemoFill demo;

    DemoPages(DemoFill demo) {
        this.demo = demo;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post(HOME + "/demo", Role.ADMIN, this::fill).post(HOME + "/demo/remove", Role.ADMIN, this::remove);
    }

    private Reply fill(Visit visit) {
        var made = demo.fill(visit.caller());
        return Reply.redirect(HOME).saying(made == 0 ? "demo.there" : "demo.filled", made);
    }

    private Reply remove(Visit visit) {
        return Reply.redirect(HOME).saying("demo.removed", demo.remove(visit.caller()));
    }

    /** Which leads are made up is nothing that belongs to them. */
    @Configuration(proxyBeanMethods = false)
    static class DemoParts {
        @Bean
        LeadPart demoLeadsPart() {
            return new LeadPart(
                    "demo_leads",
                    LeadPart.Deletion.KEPT_FOR_RESTORING,
                    LeadPart.Merge.STAYS,
                    LeadPart.Erasure.DELETED,
                    false);
        }
    }
}
