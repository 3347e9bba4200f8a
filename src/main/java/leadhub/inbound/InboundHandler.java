package leadhub.inbound;

import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Takes an inbound lead from the ledger, once more. */
@Component
class InboundHandler implements IntakeHandler {
    private final Inbound inbound;
    private final InboundReader reader;

    InboundHandler(Inbound inbound, InboundReader reader) {
        this.inbound = inbound;
        this.reader = reader;
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.INBOUND;
    }

    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        var input = new Input(received.fields());
        var facts = reader.read(caller, input);
        input.errors().check();
        return inbound.take(caller, facts, Json.write(input.node()), received);
    }
}
