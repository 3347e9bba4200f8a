package leadhub.forms.pages;

import java.util.List;
import leadhub.base.Role;
import leadhub.files.OtherFiles;
import leadhub.forms.submissions.Submissions;
import leadhub.leads.record.Lead;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** What a lead attached to forms, among the files on its page. */
@Component
class FilesOnLead implements OtherFiles {
    private final Submissions submissions;

    FilesOnLead(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public List<Shown> of(Visit visit, Lead lead) {
        var mayOpen = visit.page().may(Role.AGENT);
        return submissions.filesOf(visit.caller(), lead.id()).stream()
                .map(file -> new Shown(file.name(), mayOpen ? file.path() : "", "files.from-form", file.createdAt()))
                .toList();
    }
}
