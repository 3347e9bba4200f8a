package leadhub.bots.mails;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.NewReply;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import leadhub.testing.WaitingJobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;

/** A process that tells a visitor of an answer is killed: the email isn't lost, and where it goes again, mail programs know it. */
@Timeout(600)
class KillMailingServersTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Mailbox mailbox = Mailbox.open();

    /** Sends it as the job does, and never comes to say so. */
    public static final class Sending implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            context.getBean(ChatMails.class)
                    .send(new ChatMails.Wanted(
                            Long.parseLong(arguments.get(0)),
                            Long.parseLong(arguments.get(1)),
                            Long.parseLong(arguments.get(2))));
            while (true) {
                LockSupport.park();
            }
        }
    }

    @BeforeEach
    void mails_are_sent() {
        workspace.mailServer(mailbox);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    /** A conversation in which somebody has answered, unread for so long that its visitor is to be told. @return the message */
    private long answered() {
        var bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        var stranger = Visitor.at(server.origin());
        var begun = stranger.post("/c/" + bot + "/conversations", "{\"language\": \"en\"}");
        var id = begun.text("conversation.id");
        stranger.knownBy(begun.text("token")).say(id, "1", "Do you ship to Lisbon? zoe@example.com");
        var ann = workspace.caller(workspace.user(Role.AGENT));
        var said = server.bean(ConversationReplies.class).reply(ann, id, new NewReply("Yes, we do.", null, null));
        // Else this server's own job would tell them.
        server.pauseJobs();
        server.clock().pass(Duration.ofMinutes(11));
        return said.message().number();
    }

    private long one(String column) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select %s from conversations where workspace_id = ?".formatted(column),
                        workspace.id());
    }

    private long jobs() {
        return WaitingJobs.count(server, workspace, ChatMails.JOB);
    }

    @Test
    void what_a_killed_process_had_sent_goes_again_under_the_same_id_and_then_no_more() throws Exception {
        var last = answered();
        try {
            server.bean(ChatMails.class).look(workspace.id());
            assertThat(jobs()).isEqualTo(1);
            var other = server.inAnotherProcess(
                    Sending.class,
                    List.of(Long.toString(workspace.id()), Long.toString(one("id")), Long.toString(last)));
            mailbox.await(1);
            other.destroyForcibly().waitFor();
        } finally {
            server.resumeJobs();
        }
        mailbox.await(2);
        Await.until(() -> jobs() == 0);
        server.clock().pass(Duration.ofHours(2));
        server.bean(ChatMails.class).look(workspace.id());
        Await.until(() -> jobs() == 0);
        assertThat(mailbox.count()).isEqualTo(2);
        assertThat(mailbox.message(1).getMessageID())
                .isEqualTo(mailbox.message(0).getMessageID());
        assertThat(mailbox.text(1)).contains("Yes, we do.");
        assertThat(one("mails")).isEqualTo(1);
    }
}
