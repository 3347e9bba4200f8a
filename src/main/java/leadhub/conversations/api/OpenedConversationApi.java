package leadhub.conversations.api;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Page;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.Message;
import leadhub.conversations.MessageTemplate;
import leadhub.conversations.NewReply;
import leadhub.conversations.OpenedConversations;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Conversations that begin with a template, and the templates, in the LeadHub dialect. */
@Component
class OpenedConversationApi implements Routes.Provider {
    private static final String ALL = "/api/v1/conversations";

    private final OpenedConversations conversations;

    OpenedConversationApi(OpenedConversations conversations) {
        this.conversations = conversations;
    }

    /** A template, and by which integration it is sent. */
    record Template(
            long integrationId,
            String name,
            String language,
            String category,
            String header,
            String body,
            String footer,
            List<String> parameters) {
        static Template of(long integrationId, ApprovedTemplate one) {
            return new Template(
                    integrationId,
                    one.name(),
                    one.language(),
                    one.category(),
                    one.header(),
                    one.body(),
                    one.footer(),
                    one.parameters());
        }
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL + "/templates", Scope.READ_INTEGRATIONS, this::templates)
                .alsoNeeding(Scope.READ_LEADS, both -> both.post(ALL, Scope.WRITE_INTEGRATIONS, this::open));
    }

    /** As their providers told them last. */
    private Answer templates(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var integrationId = query.id("integration_id");
        query.errors().check();
        var all = conversations.ways(exchange.caller()).stream()
                .filter(way -> integrationId == null || way.integrationId() == integrationId)
                .flatMap(way -> templates(exchange, way.integrationId()))
                .toList();
        var slice = paging.slice();
        var page = all.stream().skip(slice.offset()).limit(slice.limit()).toList();
        return Envelope.page(exchange, paging, new Page<>(page, all.size()));
    }

    private Stream<Template> templates(Exchange exchange, long integrationId) {
        return conversations.templates(exchange.caller(), integrationId).stream()
                .map(one -> Template.of(integrationId, one));
    }

    /** 200 with the same conversation where it was begun under that client's id before. */
    private Answer open(Exchange exchange) {
        var input = new Input(exchange.body());
        input.require("lead_id");
        input.require("integration_id");
        input.require("template");
        var leadId = Objects.requireNonNullElse(input.integer("lead_id").over(null), 0L);
        var integrationId =
                Objects.requireNonNullElse(input.integer("integration_id").over(null), 0L);
        var template = TemplateInput.read(input);
        var clientId = input.text("client_id", Message.MOST_CLIENT_ID).over(null);
        input.errors().check();
        var reply = NewReply.of(
                Objects.requireNonNullElse(template, new MessageTemplate("", "", List.of())), clientId, null);
        var said = conversations.open(exchange.caller(), leadId, integrationId, reply);
        var body = new Envelope.One<>(ConversationView.of(said.conversation()));
        return said.isNew()
                ? Answer.created(
                        exchange.origin() + ALL + "/" + said.conversation().publicId(), body)
                : Answer.ok(body);
    }
}
