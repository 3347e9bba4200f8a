package leadhub.notes;

import java.time.Instant;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.AuthorView;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.leads.Leads;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Notes on leads in the LeadHub dialect. */
@Component
class NoteApi implements Routes.Provider {
    private static final String NOTES = "/api/v1/leads/{id}/notes";
    private static final String NOTE = NOTES + "/{note_id}";

    private final LeadNotes notes;
    private final Leads leads;

    NoteApi(LeadNotes notes, Leads leads) {
        this.notes = notes;
        this.leads = leads;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(NOTES, Scope.READ_LEADS, this::list)
                .post(NOTES, Scope.WRITE_LEADS, this::create)
                .patch(NOTE, Scope.WRITE_LEADS, this::change, this::current)
                .delete(NOTE, Scope.WRITE_LEADS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = notes.list(exchange.caller(), lead, paging.slice());
        return Answer.page(page, one -> Envelope.many(exchange, paging, one.map(View::of)));
    }

    private Answer create(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        var note = added(exchange, lead.id());
        var location = exchange.origin() + "/api/v1/leads/" + lead.id() + "/notes/" + note.id();
        return Answer.created(location, one(note));
    }

    private Answer change(Exchange exchange) {
        var note = notes.get(exchange.caller(), exchange.id(0), exchange.id(1));
        var input = new Input(exchange.body());
        var body = input.solidText("body", LeadNote.MOST_CHARACTERS);
        input.errors().check();
        return Answer.ok(one(notes.change(exchange.caller(), note.leadId(), note.id(), body.over(note.body()))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(notes.lock(exchange.caller(), exchange.id(0), exchange.id(1))));
    }

    private Answer delete(Exchange exchange) {
        notes.delete(exchange.caller(), exchange.id(0), exchange.id(1));
        return Answer.noContent();
    }

    private LeadNote added(Exchange exchange, long leadId) {
        var input = new Input(exchange.body());
        var body = input.text("body", LeadNote.MOST_CHARACTERS).over(null);
        input.require("body");
        var kind = input.text("kind", 20, NoteKind::isOne, Refusal.of("in")).over(null);
        input.errors().check();
        return notes.add(exchange.caller(), leadId, NoteKind.of(kind), Objects.requireNonNull(body));
    }

    private static Envelope.One<View> one(LeadNote note) {
        return new Envelope.One<>(View.of(note));
    }

    /** A note as the contract spells it. */
    record View(
            long id, long leadId, String kind, String body, AuthorView author, Instant createdAt, Instant updatedAt) {
        static View of(LeadNote note) {
            return new View(
                    note.id(),
                    note.leadId(),
                    note.kind().word(),
                    note.body(),
                    AuthorView.of(note.author()),
                    note.createdAt(),
                    Objects.requireNonNullElse(note.editedAt(), note.createdAt()));
        }
    }
}
