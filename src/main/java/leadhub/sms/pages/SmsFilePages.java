package leadhub.sms.pages;

import leadhub.base.Role;
import leadhub.forms.files.KeptFile;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.sms.Sms;
import leadhub.sms.SmsFiles;
import leadhub.sms.SmsMessages;
import org.springframework.stereotype.Component;

/** What leads sent with SMS: saved, and never shown. */
@Component
class SmsFilePages implements PageRoutes.Provider {
    private static final String ONE = "/leads/{id}/sms/{sms}/files/{number}";

    private final SmsMessages messages;
    private final SmsFiles files;

    SmsFilePages(SmsMessages messages, SmsFiles files) {
        this.messages = messages;
        this.files = files;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart(ONE, Role.READ_ONLY, this::file).post(ONE + "/fetch", Role.AGENT, this::fetchAgain);
    }

    private Reply file(Visit visit) {
        var file = files.open(visit.caller(), sms(visit), visit.id(2));
        return new Reply.WithHeaders(file.headers(), new Reply.Streamed(file.name(), KeptFile.TYPE, file.body()));
    }

    /** Back to where it was pressed: on the page of the lead, or in the inbox. */
    private Reply fetchAgain(Visit visit) {
        var sms = sms(visit);
        files.fetchAgain(visit.caller(), sms, visit.id(2));
        var isOnLead = visit.field("on").equals("lead");
        return Reply.redirect(isOnLead ? "/leads/" + sms.leadId() + "#sms" : "/inbox/sms/" + sms.leadId());
    }

    /** Of a lead that the visitor sees. */
    private Sms sms(Visit visit) {
        return messages.get(visit.caller(), visit.id(0), visit.id(1));
    }
}
