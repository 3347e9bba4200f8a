package leadhub.sms;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.database.Sql;
import leadhub.conversations.files.ExpectedFiles;
import leadhub.conversations.files.FileQueue;
import leadhub.conversations.files.MessageFile;
import leadhub.forms.files.KeptFile;
import leadhub.forms.files.StoredFiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The pictures and the like that leads send with SMS; they go with their lead, or when the texts are forgotten. */
@Service
public class SmsFiles extends ExpectedFiles {
    private static final int STEP = 500;

    private final SmsFileSql own;

    SmsFiles(Sql sql, StoredFiles files, FileQueue queue, SmsFileSql own, Clock clock) {
        super(sql, new Table("sms_files", "sms_id"), files, queue, clock);
        this.own = own;
    }

    @Override
    public String kind() {
        return "sms";
    }

    /** Pages that show them look by themselves. */
    @Override
    protected void changed(long workspaceId, Place place) {}

    /** Within the transaction in which the SMS is written down. */
    void announce(Caller caller, long smsId, ReceivedSms.Incoming sms) {
        for (var i = 0; i < sms.files().size(); i++) {
            announce(
                    caller,
                    new Place(smsId, i + 1L),
                    sms.integrationId(),
                    sms.files().get(i));
        }
    }

    /** Those of some SMS that the caller was shown, by its id; needs no statement where there are none. */
    public Map<Long, List<MessageFile>> of(Caller caller, List<Sms> some) {
        var ids =
                some.stream().filter(one -> one.media() > 0).mapToLong(Sms::id).toArray();
        return ids.length == 0
                ? Map.of()
                : of(caller.workspaceId(), ids, 1).stream().collect(Collectors.groupingBy(MessageFile::ownerId));
    }

    /** Those of one of them. */
    public List<MessageFile> of(Caller caller, Sms sms) {
        return of(caller, List.of(sms)).getOrDefault(sms.id(), List.of());
    }

    /** A file of an SMS that the caller was shown. */
    public KeptFile open(Caller caller, Sms sms, long number) {
        return open(caller.workspaceId(), new Place(sms.id(), number));
    }

    /** Has one of an SMS that the caller was shown fetched once more. */
    @Transactional
    public void fetchAgain(Caller caller, Sms sms, long number) {
        caller.require(Permission.WRITE_LEADS);
        again(caller.workspaceId(), new Place(sms.id(), number));
    }

    /** In steps, each for itself: whoever writes meanwhile waits for one at most. */
    @Override
    public void forget(long workspaceId) {
        var step = own.after(workspaceId, 0, STEP);
        while (!step.isEmpty()) {
            own.deleteUnkept(workspaceId, step);
            step = own.after(workspaceId, step.getLast(), STEP);
        }
    }
}
