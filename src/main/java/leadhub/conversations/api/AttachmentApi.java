package leadhub.conversations.api;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.conversations.Conversations;
import leadhub.conversations.files.MessageFiles;
import org.springframework.stereotype.Component;

/** What people sent by messengers beside words, in the LeadHub dialect. */
@Component
class AttachmentApi implements Routes.Provider {
    private static final String ONE = "/api/v1/conversations/{conversation}/messages/{number}/attachment";

    private final Conversations conversations;
    private final MessageFiles files;

    AttachmentApi(Conversations conversations, MessageFiles files) {
        this.conversations = conversations;
        this.files = files;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.alsoNeeding(
                Scope.READ_LEADS,
                both -> both.get(ONE, Scope.READ_INTEGRATIONS, this::download)
                        .post(ONE + "/fetch", Scope.WRITE_INTEGRATIONS, this::fetchAgain));
    }

    /** Saved and never shown. */
    private Answer download(Exchange exchange) {
        var conversation = conversations.get(exchange.caller(), exchange.text(0));
        var file = files.open(exchange.caller(), conversation, exchange.id(1));
        return new Answer(200, file.headers(), file.body());
    }

    /** Once more what couldn't be fetched; the message that it came with. */
    private Answer fetchAgain(Exchange exchange) {
        var conversation = conversations.get(exchange.caller(), exchange.text(0));
        var number = exchange.id(1);
        files.fetchAgain(exchange.caller(), conversation, number);
        var message = conversations
                .messagesAfter(exchange.caller(), conversation, number - 1, 1)
                .getFirst();
        var file = files.of(exchange.caller(), conversation, number).get(number);
        return Answer.ok(new Envelope.One<>(ConversationView.Spoken.of(message, file, null)));
    }
}
