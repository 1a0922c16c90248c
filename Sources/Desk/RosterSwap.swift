/// Two advisers exchange shifts: each works the other's hours on that day, beside her own where they don't meet.
package enum RosterSwap {
  package static func changes(_ one: Adviser, _ day: Day, _ other: Adviser, _ otherDay: Day) -> [(
    adviser: AdviserID, change: Roster.Change
  )] {
    let (hers, others) = (one.roster.parts(on: day), other.roster.parts(on: otherDay))
    if day == otherDay {
      return [
        (one.id, Roster.Change(day: day, parts: others)), (other.id, Roster.Change(day: day, parts: hers)),
      ]
    }
    return [
      (one.id, Roster.Change(day: day, parts: [])),
      (one.id, Roster.Change(day: otherDay, parts: one.roster.parts(on: otherDay) + others)),
      (other.id, Roster.Change(day: otherDay, parts: [])),
      (other.id, Roster.Change(day: day, parts: other.roster.parts(on: day) + hers)),
    ]
  }
}
