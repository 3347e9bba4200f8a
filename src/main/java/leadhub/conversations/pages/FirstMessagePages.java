package leadhub.conversations.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.Carrier;
import leadhub.conversations.NewReply;
import leadhub.conversations.OpenedConversations;
import leadhub.leads.Leads;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writing to a lead first by a messenger, with a template that its provider has approved. */
@Component
class FirstMessagePages implements PageRoutes.Provider {
    private static final String ALL = "/leads/{id}/messenger";

    private final OpenedConversations conversations;
    private final TemplateForm form;
    private final Leads leads;

    FirstMessagePages(OpenedConversations conversations, TemplateForm form, Leads leads) {
        this.conversations = conversations;
        this.form = form;
        this.leads = leads;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.AGENT, this::show)
                .post(ALL, Role.AGENT, this::send)
                .post(ALL + "/refresh", Role.AGENT, this::refresh);
    }

    private Reply show(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var ways = conversations.ways(visit.caller());
        var way = chosen(ways, visit.asked("integration").orElse(""));
        var templates = way == null
                ? List.<ApprovedTemplate>of()
                : conversations.templates(visit.caller(), way.integrationId());
        return Reply.page("conversations/first-message.jte", new FirstMessageScreen(lead, ways, way, templates));
    }

    private static Carrier.@Nullable Way chosen(List<Carrier.Way> ways, String asked) {
        return ways.stream()
                .filter(way -> Long.toString(way.integrationId()).equals(asked))
                .findFirst()
                .orElse(ways.isEmpty() ? null : ways.getFirst());
    }

    private Reply send(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var template = form.read(visit, lead);
        var clientId = visit.field("client_id");
        var said = conversations.open(
                visit.caller(),
                lead.id(),
                integration(visit),
                NewReply.of(template, clientId.isEmpty() ? null : clientId, null));
        return Reply.redirect("/inbox/" + said.conversation().publicId()).saying("inbox.begun");
    }

    private Reply refresh(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        conversations.refresh(visit.caller(), integration(visit));
        return Reply.redirect("/leads/" + lead.id() + "/messenger").saying("inbox.templates-asked");
    }

    private static long integration(Visit visit) {
        var id = visit.form().integer("integration").over(null);
        if (id == null) {
            visit.form().reject("integration", Refusal.of("required"));
        }
        visit.form().errors().check();
        return id == null ? 0 : id;
    }
}
