import ArgumentParser
import Foundation
import Storage
import Surface

/// The program. A file for each command.
@main struct Balie: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balie", abstract: "The intake and callback desk of a legal-advice service.",
    groupedSubcommands: [
      CommandGroup(
        name: "The desk",
        subcommands: [
          ServeCommand.self, DemoCommand.self, PhoneCommand.self, CheckCommand.self, TokenCommand.self,
          LanguageCommand.self, FormCommand.self,
        ]),
      CommandGroup(
        name: "Calling people back",
        subcommands: [
          QueueCommand.self, NextCommand.self, ClaimCommand.self, ShowCommand.self, RevealCommand.self,
          AttemptCommand.self, NoteCommand.self, CloseCommand.self, ReleaseCommand.self, DeclineCommand.self,
          WhyCommand.self,
          AddCommand.self, EditCommand.self, TakeoverCommand.self, ReopenCommand.self, UrgencyCommand.self,
          AssignCommand.self, PersonCommand.self, IssuesCommand.self,
        ]),
      CommandGroup(
        name: "Partners",
        subcommands: [
          ReferCommand.self, ReferralsCommand.self, ReferralCommand.self, ConsentCommand.self, FollowUpCommand.self,
          PartnersCommand.self, PartnerCommand.self,
        ]),
      CommandGroup(
        name: "Colleagues and the inbox",
        subcommands: [
          WhoAmICommand.self, PresenceCommand.self, AdvisersCommand.self, AdviserCommand.self,
          RosterCommand.self, AbsenceCommand.self, CoverCommand.self, ReportCommand.self,
          InboxCommand.self, SimulateCommand.self,
        ]),
    ])

  static func main() async {
    // Whatever the program makes is its owner's alone.
    umask(0o077)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failed as Failed {
      end(failed.status, failed.sentence)
    } catch let fault as ConfigurationFault {
      end(.configuration, "configuration: \(fault)")
    } catch let fault as StoreFault {
      end(fault == .broken ? .fault : .configuration, "\(fault)")
    } catch let error as CocoaError {
      // A file or folder that was named to us.
      end(.configuration, "configuration: \(error.filePath ?? "a file") can't be used")
    } catch {
      // ArgumentParser ends with 1 for what it doesn't know, and 1 is a refusal by the rules.
      if exitCode(for: error) == .failure { end(.fault, "something is wrong: \(type(of: error))") }
      exit(withError: error)
    }
  }

  private static func end(_ status: ExitStatus, _ sentence: String) -> Never {
    FileHandle.standardError.write(Data(("balie: " + sentence + "\n").utf8))
    Foundation.exit(status.rawValue)
  }
}

/// `--json`: what the API answered, for scripts.
struct Output: ParsableArguments {
  @Flag(name: .long, help: "Print the answer as JSON.") var json = false
}
