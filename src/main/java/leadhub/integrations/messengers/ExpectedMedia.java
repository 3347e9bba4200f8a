package leadhub.integrations.messengers;

import leadhub.base.Caller;
import leadhub.conversations.Said;
import leadhub.conversations.files.MessageFiles;
import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Component;

/** Writes down which files came with what people wrote, and has them fetched. */
@Component
class ExpectedMedia {
    static final String JOB = "messenger-file";

    private final MessageFiles files;
    private final JobQueue jobs;

    ExpectedMedia(MessageFiles files, JobQueue jobs) {
        this.files = files;
        this.jobs = jobs;
    }

    /** The job that fetches one. */
    record Wanted(long workspaceId, long conversationId, long number) {
        MessageFiles.Place place() {
            return new MessageFiles.Place(conversationId, number);
        }
    }

    /** Within the transaction in which it is said. */
    void expect(Caller caller, long integrationId, Said said, MessageText content) {
        var file = content.file();
        if (file == null || !said.isNew()) {
            return;
        }
        var wanted = new Wanted(
                caller.workspaceId(), said.conversation().id(), said.message().number());
        if (files.announce(caller, wanted.place(), integrationId, file)) {
            jobs.add(JOB, wanted);
        }
    }
}
