package leadhub.bots.chat;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import leadhub.bots.chat.ModelTurnSql.Place;
import leadhub.bots.knowledge.BotAnswering;
import leadhub.bots.models.BotModels;
import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Leaves questions to a bot's model. A question is a row in the transaction of what was said; it is asked once that stands, and whatever
 * happens to the model or to this process, the question is answered without it when its time is over.
 */
@Component
class ModelTurns {
    static final String JOB = "answer-without-model";
    /** For what comes before and behind the request. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final ModelTurnSql sql;
    private final BotModels models;
    private final ChatHearing hearing;
    private final ModelCalls calls;
    private final Means means;

    /** From what it answers, what comes later, and when. */
    @Component
    record Means(BotAnswering answering, JobQueue jobs, Clock clock) {}

    ModelTurns(ModelTurnSql sql, BotModels models, ChatHearing hearing, ModelCalls calls, Means means) {
        this.sql = sql;
        this.models = models;
        this.hearing = hearing;
        this.calls = calls;
        this.means = means;
    }

    /** Within the verb by which it was said: whether the bot's model is asked, and the bot answers then. */
    boolean mayAnswer(ChatHearing.Heard heard) {
        if (!heard.mayAsk()) {
            return false;
        }
        var talk = heard.talk();
        var model = models.find(talk.sender().workspaceId(), talk.bot().id());
        // It answers from documents alone.
        if (model.isEmpty()
                || !means.answering().knowsAnything(talk.sender(), talk.bot().id())
                || !hearing.isQuestion(heard)) {
            return false;
        }
        var place = new Place(
                talk.sender().workspaceId(), heard.seen().id(), heard.message().number());
        sql.open(place, heard.seen().owner().version(), talk.origin(), Times.now(means.clock()));
        var end = Duration.ofSeconds(model.get().terms().deadlineSeconds()).plus(MARGIN);
        means.jobs().addOnce(JOB, place.conversationId() + "-" + place.number(), place, end);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                calls.begin(place);
            }
        });
        return true;
    }
}
