package leadhub.bots.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.PreparedEndpoint;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.web.input.Input;
import leadhub.web.intake.UploadLimits;
import leadhub.web.intake.UploadedFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What bots know, in the LeadHub dialect. The lists have no pages, for a bot has no more than fits. */
@Component
class KnowledgeApi implements Routes.Provider {
    private static final String ALL = "/api/v1/bots/{uuid}/knowledge";
    static final UploadLimits LIMITS =
            new UploadLimits(DocumentReader.MOST_BYTES, 1, DocumentReader.MOST_BYTES + (1 << 20), 1 << 20);

    private final Knowledge knowledge;
    private final Questions questions;
    private final DocumentForms forms;

    KnowledgeApi(Knowledge knowledge, Questions questions, DocumentForms forms) {
        this.knowledge = knowledge;
        this.questions = questions;
        this.forms = forms;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        PreparedEndpoint add = this::read;
        routes.get(ALL, Scope.READ_INTEGRATIONS, this::list)
                .postFiles(ALL, Scope.WRITE_INTEGRATIONS, LIMITS, add)
                .delete(ALL + "/{id}", Scope.WRITE_INTEGRATIONS, this::delete, this::current)
                .get("/api/v1/bots/{uuid}/questions", Scope.READ_INTEGRATIONS, this::questions);
    }

    /** A document as the API spells it. */
    record View(
            long id,
            String title,
            String format,
            String language,
            @Nullable String url,
            int passagesCount,
            Instant createdAt) {
        static View of(KnowledgeDocument document) {
            return new View(
                    document.id(),
                    document.title(),
                    document.format().word(),
                    document.language(),
                    document.url(),
                    document.passages(),
                    document.createdAt());
        }
    }

    private Answer list(Exchange exchange) {
        var documents = knowledge.list(exchange.caller(), exchange.text(0));
        return Answer.ok(new Envelope.One<>(documents.stream().map(View::of).toList()));
    }

    private PreparedEndpoint.Prepared read(Exchange exchange) {
        var caller = exchange.caller();
        knowledge.list(caller, exchange.text(0));
        var file = exchange.sent().files().stream()
                .filter(one -> one.field().equals("file"))
                .findFirst()
                .map(KnowledgeApi::sent)
                .orElse(null);
        var document = forms.read(caller, exchange.text(0), new Input(exchange.body()), file);
        return new PreparedEndpoint.Prepared() {
            @Override
            public Answer finish() {
                var added = knowledge.add(caller, exchange.text(0), document);
                return Answer.created(
                        exchange.origin() + exchange.path() + "/" + added.id(), new Envelope.One<>(View.of(added)));
            }

            @Override
            public void close() {}
        };
    }

    static DocumentForms.SentFile sent(UploadedFile file) {
        try (var in = file.open()) {
            return new DocumentForms.SentFile(file.name(), in.readNBytes(DocumentReader.MOST_BYTES + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(
                new Envelope.One<>(View.of(knowledge.lock(exchange.caller(), exchange.text(0), exchange.id(1)))));
    }

    private Answer delete(Exchange exchange) {
        knowledge.delete(exchange.caller(), exchange.text(0), exchange.id(1));
        return Answer.noContent();
    }

    private Answer questions(Exchange exchange) {
        return Answer.ok(new Envelope.One<>(questions.list(exchange.caller(), exchange.text(0))));
    }
}
