package leadhub.files;

import java.time.Instant;
import java.util.HashMap;
import leadhub.api.Answer;
import leadhub.api.AuthorView;
import leadhub.api.Dialect;
import leadhub.api.EntityTag;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.PreparedEndpoint;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.leads.Leads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files on leads in the LeadHub dialect. */
@Component
class LeadFileApi implements Routes.Provider {
    private static final String ALL = "/api/v1/leads/{id}/files";
    private static final String ONE = ALL + "/{file_id}";

    private final LeadFiles files;
    private final FileRequests requests;
    private final Leads leads;
    private final LeadHubDialect words;

    LeadFileApi(LeadFiles files, FileRequests requests, Leads leads, LeadHubDialect words) {
        this.files = files;
        this.requests = requests;
        this.leads = leads;
        this.words = words;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        PreparedEndpoint add = this::stage;
        routes.get(ALL, Scope.READ_LEADS, this::list)
                .postFiles(ALL, Scope.WRITE_LEADS, FileUploads.LIMITS, add)
                .get(ONE, Scope.READ_LEADS, this::download)
                .delete(ONE, Scope.WRITE_LEADS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        return FileRequests.list(exchange, slice -> files.list(exchange.caller(), lead, slice));
    }

    private PreparedEndpoint.Prepared stage(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        return requests.stage(
                exchange,
                staged -> files.add(exchange.caller(), lead.id(), staged).getFirst());
    }

    /** Its tag is that of its record: what is in it never changes. */
    private Answer download(Exchange exchange) {
        var opened = files.open(exchange.caller(), exchange.id(0), exchange.id(1));
        var headers = new HashMap<>(opened.content().headers());
        headers.put("ETag", EntityTag.of(words, one(opened.file())));
        return new Answer(200, headers, opened.content().body());
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(files.lock(exchange.caller(), exchange.id(0), exchange.id(1))));
    }

    private Answer delete(Exchange exchange) {
        files.remove(exchange.caller(), exchange.id(0), exchange.id(1));
        return Answer.noContent();
    }

    static Envelope.One<View> one(LeadFile file) {
        return new Envelope.One<>(View.of(file));
    }

    /** A file as the contract spells it. */
    record View(
            long id,
            long leadId,
            @Nullable Long noteId,
            String name,
            String type,
            long size,
            AuthorView author,
            Instant createdAt) {
        static View of(LeadFile file) {
            return new View(
                    file.id(),
                    file.leadId(),
                    file.noteId(),
                    file.name(),
                    file.type(),
                    file.size(),
                    AuthorView.of(file.author()),
                    file.createdAt());
        }
    }
}
