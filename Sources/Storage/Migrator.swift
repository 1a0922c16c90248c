import GRDB

/// Every step from an empty file to the present tables, in order. Steps are appended, never edited.
extension Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("Create the desk") { try $0.execute(sql: desk) }
    migrator.registerMigration("Let nothing replace an event") { try $0.execute(sql: AppendOnly.triggers) }
    migrator.registerMigration("Give partners tokens") { try $0.execute(sql: Migrations.tokensForPartners) }
    migrator.registerMigration("Find what is open", foreignKeyChecks: .immediate, migrate: Migrations.find)
    migrator.registerMigration("Keep what came once") { try $0.execute(sql: Migrations.once) }
    migrator.registerMigration("Refer to partners") { try $0.execute(sql: ReferringSchema.tables) }
    migrator.registerMigration("Offer callbacks", migrate: RoutingTables.make)
    migrator.registerMigration("Find who may be lifted") { try $0.execute(sql: RoutingTables.bonuses) }
    migrator.registerMigration("Know who is idle longest") { try $0.execute(sql: RoutingTables.idle) }
    migrator.registerMigration("Let a callback be about more") { try $0.execute(sql: Migrations.alsoIssues) }
    migrator.registerMigration("Alarm who is on call") { try $0.execute(sql: AlarmTables.make) }
    migrator.registerMigration("Read referrers' mail", migrate: MailTables.make)
    migrator.registerMigration("Find danger without planning anew") { try $0.execute(sql: AlarmTables.findDanger) }
    return migrator
  }
}
