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
import leadhub.api.Paging;
import leadhub.api.PreparedEndpoint;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.leads.Leads;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files on leads in the LeadHub dialect. */
@Component
class LeadFileApi implements Routes.Provider {
    private static final String ALL = "/api/v1/leads/{id}/files";
    private static final String ONE = ALL + "/{file_id}";

    private final LeadFiles files;
    private final FileUploads uploads;
    private final Leads leads;
    private final LeadHubDialect words;

    LeadFileApi(LeadFiles files, FileUploads uploads, Leads leads, LeadHubDialect words) {
        this.files = files;
        this.uploads = uploads;
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
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = files.list(exchange.caller(), lead, paging.slice());
        return Envelope.page(exchange, paging, page.map(View::of));
    }

    private PreparedEndpoint.Prepared stage(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var chosen = FileUploads.chosen(exchange.sent().files());
        if (chosen.isEmpty()) {
            input.reject(FileUploads.FIELD, Refusal.of("required"));
        } else if (chosen.size() > 1) {
            input.reject(FileUploads.FIELD, Refusal.of("form.one_file"));
        }
        input.errors().check();
        var staged = uploads.stage(exchange.caller(), chosen);
        return new PreparedEndpoint.Prepared() {
            @Override
            public Answer finish() {
                var file = files.add(exchange.caller(), lead.id(), staged).getFirst();
                return Answer.created(exchange.origin() + "/api/v1" + file.path(), one(file));
            }

            @Override
            public void close() {
                staged.close();
            }
        };
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

    private static Envelope.One<View> one(LeadFile file) {
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
