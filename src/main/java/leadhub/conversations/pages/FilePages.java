package leadhub.conversations.pages;

import leadhub.base.Role;
import leadhub.conversations.Conversations;
import leadhub.conversations.files.MessageFiles;
import leadhub.forms.files.KeptFile;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** What people sent by messengers: saved, and never shown. */
@Component
class FilePages implements PageRoutes.Provider {
    private final Conversations conversations;
    private final MessageFiles files;

    FilePages(Conversations conversations, MessageFiles files) {
        this.conversations = conversations;
        this.files = files;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(InboxPages.ONE + "/files/{message}", Role.READ_ONLY, this::file)
                .post(InboxPages.ONE + "/files/{message}/fetch", Role.AGENT, this::fetchAgain);
    }

    private Reply file(Visit visit) {
        var conversation = conversations.get(visit.caller(), InboxPages.id(visit));
        var file = files.open(visit.caller(), conversation, visit.id(1));
        return new Reply.WithHeaders(file.headers(), new Reply.Streamed(file.name(), KeptFile.TYPE, file.body()));
    }

    private Reply fetchAgain(Visit visit) {
        var conversation = conversations.get(visit.caller(), InboxPages.id(visit));
        files.fetchAgain(visit.caller(), conversation, visit.id(1));
        return InboxPages.back(visit);
    }
}
