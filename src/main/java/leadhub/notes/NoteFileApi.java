package leadhub.notes;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.PreparedEndpoint;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.files.FileRequests;
import leadhub.files.FileUploads;
import leadhub.files.LeadFiles;
import org.springframework.stereotype.Component;

/** Files on notes in the LeadHub dialect. One is downloaded and removed as a file of its lead. */
@Component
class NoteFileApi implements Routes.Provider {
    private static final String FILES = "/api/v1/leads/{id}/notes/{note_id}/files";

    private final LeadNotes notes;
    private final ComposedNotes composed;
    private final LeadFiles files;
    private final FileRequests requests;

    NoteFileApi(LeadNotes notes, ComposedNotes composed, LeadFiles files, FileRequests requests) {
        this.notes = notes;
        this.composed = composed;
        this.files = files;
        this.requests = requests;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        PreparedEndpoint add = this::stage;
        routes.get(FILES, Scope.READ_LEADS, this::list).postFiles(FILES, Scope.WRITE_LEADS, FileUploads.LIMITS, add);
    }

    private Answer list(Exchange exchange) {
        var note = notes.get(exchange.caller(), exchange.id(0), exchange.id(1));
        return FileRequests.list(exchange, slice -> files.ofNote(exchange.caller(), note.id(), slice));
    }

    private PreparedEndpoint.Prepared stage(Exchange exchange) {
        var note = notes.get(exchange.caller(), exchange.id(0), exchange.id(1));
        return requests.stage(exchange, staged -> composed.attach(exchange.caller(), note.leadId(), note.id(), staged));
    }
}
