package leadhub.files;

import java.util.List;
import leadhub.base.Role;
import leadhub.forms.files.KeptFile;
import leadhub.leads.Leads;
import leadhub.leads.pages.LeadScreen;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.intake.UploadedFile;
import org.springframework.stereotype.Component;

/** The files on a lead's page. */
@Component
class LeadFilePages implements PageRoutes.Provider {
    private static final String ALL = "/leads/{id}/files";
    private static final int SHOWN = 20;

    private final LeadFiles files;
    private final FileUploads uploads;
    private final List<OtherFiles> others;
    private final Leads leads;
    private final FileSection section;
    private final LeadScreen.Reader screens;

    // Six: what is kept, how it comes in, what others keep, and where it is shown.
    LeadFilePages(
            LeadFiles files,
            FileUploads uploads,
            List<OtherFiles> others,
            Leads leads,
            FileSection section,
            LeadScreen.Reader screens) {
        this.files = files;
        this.uploads = uploads;
        this.others = others;
        this.leads = leads;
        this.section = section;
        this.screens = screens;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart(ALL, Role.READ_ONLY, this::list)
                .postFiles(ALL, Role.AGENT, FileUploads.LIMITS, this::add)
                .getPart(ALL + "/{attached}", Role.READ_ONLY, this::download)
                .post(ALL + "/{attached}/delete", Role.AGENT, this::remove)
                .post("/leads/{id}/undo/file/{removed}", Role.AGENT, this::undo);
    }

    private Reply list(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var before = visit.asked("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(Long.MAX_VALUE);
        var found = files.list(visit.caller(), lead, before, SHOWN + 1);
        var shown = found.stream().limit(SHOWN).toList();
        var older = found.size() > SHOWN ? shown.getLast().id() : 0;
        return Reply.page("files/rows.jte", new FileRows(lead.id(), shown, others(visit, lead, before), older));
    }

    private List<OtherFiles.Shown> others(Visit visit, Lead lead, long before) {
        return before == Long.MAX_VALUE
                ? others.stream().flatMap(one -> one.of(visit, lead).stream()).toList()
                : List.of();
    }

    private Reply add(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var chosen = FileUploads.chosen(visit.files());
        var mistake = chosen.isEmpty()
                ? FormErrors.at(FileForm.NAME, FileUploads.FIELD)
                : FormErrors.of(FileForm.NAME, visit.form(), () -> add(visit, lead, chosen));
        var reply = screens.reply(visit, section, mistake);
        return mistake.isNone() ? reply.saying("files.added", chosen.size()) : reply;
    }

    private void add(Visit visit, Lead lead, List<UploadedFile> chosen) {
        try (var staged = uploads.stage(visit.caller(), chosen)) {
            files.add(visit.caller(), lead.id(), staged);
        }
    }

    /** Saved and never shown. */
    private Reply download(Visit visit) {
        var file = files.open(visit.caller(), visit.id(0), visit.id(1)).content();
        return new Reply.WithHeaders(file.headers(), new Reply.Streamed(file.name(), KeptFile.TYPE, file.body()));
    }

    private Reply remove(Visit visit) {
        var file = files.remove(visit.caller(), visit.id(0), visit.id(1));
        return screens.reply(visit, section, FormErrors.NONE)
                .sayingWithUndo("/leads/" + file.leadId() + "/undo/file/" + file.id(), "files.removed", file.name());
    }

    private Reply undo(Visit visit) {
        files.restore(visit.caller(), visit.id(0), visit.id(1));
        return Reply.refresh("/leads/" + visit.id(0)).saying("undone");
    }
}
