"""Who was killed, wounded, missing, captured or displaced: one sentence a class of wording."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = tuple[str, int | None, int | None, str]

_TOLD: list[tuple[str, list[Figure]]] = [
    ("A man fatally stabbed a neighbour in the neck.", [("killed", 1, 1, "whole")]),
    ("The dancer did not make it to the final round.", []),
    ("A nurse has become the fifth fatality of the strike.", [("killed", 5, 5, "whole")]),
    ("She is the third person to lose her life in the attack.", [("killed", 3, 3, "whole")]),
    ("It was the fifth killing in the district this year.", []),
    ("He gave no places for the remaining deaths.", []),
    ("Two off-duty soldiers were gunned down.", [("killed", 2, 2, "whole")]),
    (
        "The provisional toll is two dead and five wounded.",
        [("killed", 2, 2, "whole"), ("wounded", 5, 5, "whole")],
    ),
    (
        "Three died in Tartus, where a bus blew up; two in Jableh; and one in Banias.",
        [("killed", 3, 3, "whole"), ("killed", 2, 2, "whole"), ("killed", 1, 1, "whole")],
    ),
    (
        "Five were killed when police fired on a crowd: three in Jos and two in Kano.",
        [("killed", 5, 5, "whole"), ("killed", 3, 3, "part"), ("killed", 2, 2, "part")],
    ),
    ("Civilian dies of wounds sustained in shelling.", [("killed", 1, 1, "whole")]),
    (
        "Five members of one family, including three children, killed in shelling.",
        [("killed", 5, 5, "whole"), ("killed", 3, 3, "part")],
    ),
    (
        "Two die, 7 injured as a grenade goes off.",
        [("killed", 2, 2, "whole"), ("wounded", 7, 7, "whole")],
    ),
    ("Up to 15 may have been killed.", [("killed", None, 15, "whole")]),
    (
        "The blast wiped out Nasser Odeh, his wife and their five daughters.",
        [("killed", 7, 7, "whole")],
    ),
    ("He, his brother and a cousin were beheaded.", [("killed", 3, 3, "whole")]),
    ("No fewer than 18 lay dead when the shooting stopped.", [("killed", 18, None, "whole")]),
    ("Two beekeepers were blown up by a mine.", [("killed", 2, 2, "whole")]),
    ("The raiders rode off with eleven boys.", [("captured", 11, 11, "whole")]),
    ("Nothing has been heard of the four surveyors since Tuesday.", [("missing", 4, 4, "whole")]),
    (
        "Twelve, perhaps fourteen, hikers were snatched near the border.",
        [("captured", 12, 14, "whole")],
    ),
    ("Not quite 300 captives were marched off into the hills.", [("captured", 300, 300, "whole")]),
    (
        "Two of the nine injured deminers are in a critical condition.",
        [("wounded", 9, 9, "whole"), ("wounded", 2, 2, "part")],
    ),
    ("Counting the bomber, seven people were dead by evening.", [("killed", 7, 7, "whole")]),
    ("Seven children with head wounds were brought in dead.", [("killed", 7, 7, "whole")]),
    ("Killed were the reporter Amal Zein and her driver, Rami Fares.", [("killed", 2, 2, "whole")]),
    ("Gunmen bundled four lawyers into a van.", [("captured", 4, 4, "whole")]),
    (
        "Terrorists cut the throats of six farmers and wounded two last night.",
        [("killed", 6, 6, "whole"), ("wounded", 2, 2, "whole")],
    ),
    (
        "One policeman was shot dead, the ninth officer to be killed this year.",
        [("killed", 1, 1, "whole")],
    ),
    ("A bomb hit the mill: a miller is dead.", [("killed", 1, 1, "whole")]),
    (
        "A bomb in Homs kills 3, wounds 12.",
        [("killed", 3, 3, "whole"), ("wounded", 12, 12, "whole")],
    ),
    (
        "Shelling injured 33 people, six critically.",
        [("wounded", 33, 33, "whole"), ("wounded", 6, 6, "part")],
    ),
    (
        "At least 45 patients were injured, 12 in critical condition.",
        [("wounded", 45, None, "whole"), ("wounded", 12, 12, "part")],
    ),
    ("Not a single worshipper died when the roof came down.", [("killed", 0, 0, "whole")]),
    ("No more than six people were hurt.", [("wounded", None, 6, "whole")]),
    ("Aged 15, 16 and 19, the three friends were shot dead.", [("killed", 3, 3, "whole")]),
    ("A strike killed him, his wife and four of their children.", [("killed", 6, 6, "whole")]),
    ("The mission recorded 2,300 newly displaced people.", [("displaced", 2300, 2300, "whole")]),
    (
        "Six deaths and 15 casualties were recorded.",
        [("killed", 6, 6, "whole"), ("wounded", 15, 15, "whole")],
    ),
    (
        "Monitors counted 21 casualties (6 killed and 15 injured).",
        [("casualties", 21, 21, "whole"), ("killed", 6, 6, "part"), ("wounded", 15, 15, "part")],
    ),
    ("The enemy lost up to 60 men, killed or wounded.", [("casualties", None, 60, "whole")]),
    (
        "Three IDPs were killed and seven injured by artillery.",
        [("killed", 3, 3, "whole"), ("wounded", 7, 7, "whole")],
    ),
    ("The front claims the capture of 16 conscripts.", [("captured", 16, 16, "whole")]),
    ("Two of the five hostages were executed.", [("killed", 2, 2, "whole")]),
    ("Those killed in the raid numbered 14.", [("killed", 14, 14, "whole")]),
    ("The dead, put at around 130, were laid out in a hall.", [("killed", 130, 130, "whole")]),
    (
        "Six cooks died; the injured were about 30.",
        [("killed", 6, 6, "whole"), ("wounded", 30, 30, "whole")],
    ),
    (
        "Civilians injured in the shelling: 14, including 3 children.",
        [("wounded", 14, 14, "whole"), ("wounded", 3, 3, "part")],
    ),
    (
        "The dead were named as Ahmad Salem, 34, Yusuf Darwish, 27, and Mariam Haddad, 61.",
        [("killed", 3, 3, "whole")],
    ),
    (
        "The first shell killed two, the second five.",
        [("killed", 2, 2, "whole"), ("killed", 5, 5, "whole")],
    ),
    (
        "Three died at the scene, two in hospital.",
        [("killed", 3, 3, "whole"), ("killed", 2, 2, "whole")],
    ),
    (
        "Police counted six dead, medics eight.",
        [("killed", 6, 6, "whole"), ("killed", 8, 8, "whole")],
    ),
    ("Sgt. Ahmed Nour was killed in the ambush.", [("killed", 1, 1, "whole")]),
    ("Fifteen of the 22 crew are dead.", [("killed", 15, 15, "whole")]),
    (
        "The operation involved 600 soldiers; three were lightly wounded.",
        [("wounded", 3, 3, "whole")],
    ),
    ("It takes only one shell to kill ten people.", []),
    (
        "Nineteen Chadian soldiers, 96 Boko Haram fighters die in battle",
        [("killed", 19, 19, "whole"), ("killed", 96, 96, "whole")],
    ),
    (
        "The army said 12 enemy soldiers and three tanks had been destroyed.",
        [("killed", 12, 12, "whole")],
    ),
    ("The unit destroyed 12 tanks and two depots.", []),
    ("The conscript was the only fatality.", [("killed", 1, 1, "whole")]),
    ("Palestinian killed in West Bank clash.", [("killed", 1, 1, "whole")]),
    (
        "Soldiers returned fire, killing two of the attackers and capturing a third.",
        [("killed", 2, 2, "whole"), ("captured", 1, 1, "whole")],
    ),
    ("A gunman killed a shopkeeper and his brother.", [("killed", 2, 2, "whole")]),
    (
        "Hassan Ali, a baker, and three customers were killed.",
        [("killed", 4, 4, "whole")],
    ),
    (
        "The bomb killed a doctor, a nurse and a driver.",
        [("killed", 3, 3, "whole")],
    ),
    # a soldier or an officer in a list stays apart
    (
        "The bomb killed a policeman and a driver.",
        [("killed", 1, 1, "whole"), ("killed", 1, 1, "whole")],
    ),
    # shares
    ("A third of the 30 hostages died.", [("killed", 10, 10, "whole")]),
    ("Two thirds of the 90 prisoners were shot dead.", [("killed", 60, 60, "whole")]),
    ("Half the town's 8,000 residents have fled.", [("displaced", 4000, 4000, "whole")]),
    (
        "Thirteen of the 19 people killed were women.",
        [("killed", 13, 13, "part"), ("killed", 19, 19, "whole")],
    ),
    (
        "Twelve of the 20 soldiers wounded in the blast died.",
        [("killed", 12, 12, "whole"), ("wounded", 12, 12, "part"), ("wounded", 20, 20, "whole")],
    ),
    ("Three of the nine hostages killed in raid", [("killed", 3, 3, "whole")]),
    # ages
    ("A woman aged 40 and her sons aged 9 and 13 were killed.", [("killed", 3, 3, "whole")]),
    (
        "Samuel, 14, his sister Ruth, 11, and a neighbour of 60 were killed.",
        [("killed", 3, 3, "whole")],
    ),
    (
        "A brother and sister, nine and eleven years old, lost their lives.",
        [("killed", 2, 2, "whole")],
    ),
    # figures that share a verb
    (
        "Two soldiers died on Monday and three on Tuesday.",
        [("killed", 2, 2, "whole"), ("killed", 3, 3, "whole")],
    ),
    (
        "Sources put army losses at six dead and those of the rebels at more than forty.",
        [("killed", 40, None, "whole"), ("killed", 6, 6, "whole")],
    ),
    (
        "Dead: five soldiers, two militiamen, a cook.",
        [("killed", 1, 1, "whole"), ("killed", 2, 2, "whole"), ("killed", 5, 5, "whole")],
    ),
    # those told of before
    (
        "Rebels pulled eleven passengers off a bus and shot them dead.",
        [("killed", 11, 11, "whole")],
    ),
    (
        "Ten thousand people sat in the fields after the raid drove them from the town.",
        [("displaced", 10000, 10000, "whole")],
    ),
    ("A couple and their infant twins were shot; none survived.", [("killed", 4, 4, "whole")]),
    (
        "A jumbo with 329 people aboard crashed, killing all on board.",
        [("killed", 329, 329, "whole")],
    ),
    ("The bus carried nine pilgrims. Everyone aboard was hurt.", []),
    (
        "A plane with 176 people aboard was shot down; there were no survivors.",
        [("killed", 176, 176, "whole")],
    ),
    (
        "The blast killed Ali and his sons Omar, Yusuf and Karim.",
        [("killed", 4, 4, "whole")],
    ),
    ("A mother and two of her three children died.", [("killed", 3, 3, "whole")]),
    (
        "A teacher and nine of her pupils have not been seen since Monday.",
        [("missing", 10, 10, "whole")],
    ),
    # a figure and the one before it
    (
        "Women account for nine of the 14 fatalities.",
        [("killed", 14, 14, "whole"), ("killed", 9, 9, "part")],
    ),
    (
        "Three people were killed in Saravan and two in Khash, five in all.",
        [("killed", 2, 2, "whole"), ("killed", 3, 3, "whole"), ("killed", 5, 5, "whole")],
    ),
    (
        "Another patrolman has succumbed, bringing to six the dead of the ambush.",
        [("killed", 1, 1, "part"), ("killed", 6, 6, "whole")],
    ),
    ("At least one and possibly two gunmen were killed.", [("killed", 1, 2, "whole")]),
    ("A dozen and a half prisoners were shot dead.", [("killed", 18, 18, "whole")]),
    (
        "IED, 3 x ANA killed, 1 x ANA wounded.",
        [("killed", 3, 3, "whole"), ("wounded", 1, 1, "whole")],
    ),
    # no flight, no people
    (
        "Three suspects were arrested and a fourth fled on foot.",
        [("captured", 3, 3, "whole")],
    ),
    ("Two Mi-24 gunships were destroyed on the tarmac.", []),
    (
        "They claimed 42 casualties, dead and wounded, in the attack.",
        [("casualties", 42, 42, "whole")],
    ),
    (
        "Two cops, one civilian slain in ambush",
        [("killed", 1, 1, "whole"), ("killed", 2, 2, "whole")],
    ),
    ("5 VDP killed, 2 VDP wounded.", [("killed", 5, 5, "whole"), ("wounded", 2, 2, "whole")]),
    (
        "Six soldiers were killed along with two interpreters.",
        [("killed", 6, 6, "whole"), ("killed", 2, 2, "whole")],
    ),
    (
        "Two farmers were shot dead and another was injured.",
        [("killed", 2, 2, "whole"), ("wounded", 1, 1, "whole")],
    ),
    ("Gunmen shot dead a teacher in Baidoa.", [("killed", 1, 1, "whole")]),
    ("Three men were stabbed to death.", [("killed", 3, 3, "whole")]),
    ("No one was hurt in the explosion.", [("wounded", 0, 0, "whole")]),
    ("None of the passengers were injured.", [("wounded", 0, 0, "whole")]),
    ("Nobody died in the raid.", [("killed", 0, 0, "whole")]),
    ("There were no civilian casualties.", [("casualties", 0, 0, "whole")]),
    ("The army lost 12 men and two tanks.", [("killed", 12, 12, "whole")]),
    ("The rebels lost at least 40 fighters.", [("killed", 40, None, "whole")]),
    ("She lost her brother and her home.", []),
    ("The party lost three seats in the vote.", []),
    ("Nine people are still missing.", [("missing", 9, 9, "whole")]),
    ("Two fishermen remain missing after the attack.", [("missing", 2, 2, "whole")]),
    ("Seven miners went missing.", [("missing", 7, 7, "whole")]),
    ("Shelling forced 300 families from their homes.", [("displaced", 300, 300, "whole")]),
    (
        "The offensive drove 20,000 people from their villages.",
        [("displaced", 20000, 20000, "whole")],
    ),
    ("More than 5,000 people were forced to flee.", [("displaced", 5000, None, "whole")]),
    ("Twelve people were taken to hospital.", [("wounded", 12, 12, "whole")]),
    ("Medics rushed eight children to a clinic.", [("wounded", 8, 8, "whole")]),
    ("The bodies of five men were taken to a hospital.", [("killed", 5, 5, "whole")]),
    ("The villagers buried 14 people on Sunday.", [("killed", 14, 14, "whole")]),
    ("Ten people were buried under the rubble.", []),
    ("Kidnappers took a priest and a driver.", [("captured", 2, 2, "whole")]),
    ("A father and two sons were killed.", [("killed", 3, 3, "whole")]),
    ("A married couple were killed.", [("killed", 2, 2, "whole")]),
    ("Rebels seized four hills and 14 soldiers.", [("captured", 14, 14, "whole")]),
    ("On 5 July 4 fishermen were wounded.", [("wounded", 4, 4, "whole")]),
    ("One (1) civilian death was recorded.", [("killed", 1, 1, "whole")]),
    ("Forty households (190 people) were displaced.", [("displaced", 190, 190, "whole")]),
    ("The bomb killed a total of 39 people.", [("killed", 39, 39, "whole")]),
    ("The army lost one of its own.", [("killed", 1, 1, "whole")]),
    ("Forty-six soldiers fell in the battle.", [("killed", 46, 46, "whole")]),
    ("A warden lost his life in the blast.", [("killed", 1, 1, "whole")]),
    ("The surgeon saved 20 lives.", []),
    (
        "He put the dead in Baalbek at 11 and the wounded at 22.",
        [("killed", 11, 11, "whole"), ("wounded", 22, 22, "whole")],
    ),
    ("Estimates of the dead vary from 120 to 180.", [("killed", 120, 180, "whole")]),
    (
        "The toll, initially given as six, was later raised to ten.",
        [("killed", 6, 6, "whole"), ("killed", 10, 10, "whole")],
    ),
    (
        "Two more died, bringing the toll to 12.",
        [("killed", 2, 2, "part"), ("killed", 12, 12, "whole")],
    ),
    ("Killed: 12. Injured: 20.", [("killed", 12, 12, "whole"), ("wounded", 20, 20, "whole")]),
    (
        "Baby among five killed in strike",
        [("killed", 1, 1, "part"), ("killed", 5, 5, "whole")],
    ),
    ("All but three of the 20 people on board died.", [("killed", 17, 17, "whole")]),
    ("A mother of five was killed by a sniper.", [("killed", 1, 1, "whole")]),
    ("He was killed with his two brothers.", [("killed", 3, 3, "whole")]),
    ("The toll passed 1,000 on Friday.", [("killed", 1000, None, "whole")]),
    ("Around 60 people were burnt alive.", [("killed", 60, 60, "whole")]),
    ("3 KIA, 7 WIA in contact.", [("killed", 3, 3, "whole"), ("wounded", 7, 7, "whole")]),
    ("The strike wounded 13 people at the very least.", [("wounded", 13, None, "whole")]),
    ("The dead number 31.", [("killed", 31, 31, "whole")]),
    ("Between nine and eleven shoppers were killed.", [("killed", 9, 11, "whole")]),
    (
        "Five members of one family were shot and did not survive.",
        [("killed", 5, 5, "whole")],
    ),
    ("Just under 90 hostages were taken at the plant.", [("captured", 90, 90, "whole")]),
    ("Fourteen others were in hospital.", [("wounded", 14, 14, "whole")]),
    ("“We have buried 33 people,” he said.", [("killed", 33, 33, "whole")]),
    ("It brought to 48 the number of villagers killed.", [("killed", 48, 48, "whole")]),
    ("Two rebels KIA, 1 soldier WIA.", [("killed", 2, 2, "whole"), ("wounded", 1, 1, "whole")]),
    (
        "The clinic counted three dead; the hospital registered four.",
        [("killed", 3, 3, "whole"), ("killed", 4, 4, "whole")],
    ),
    (
        "His column neutralised 60 militants and seized 14 motorcycles.",
        [("casualties", 60, 60, "whole")],
    ),
    ("The strike wiped out a family of five.", [("killed", 5, 5, "whole")]),
    ("The ten-member family was killed.", [("killed", 10, 10, "whole")]),
    ("A 17-year-old was shot dead.", [("killed", 1, 1, "whole")]),
    ("Fighters took 13 soldiers prisoner.", [("captured", 13, 13, "whole")]),
    ("Two officers were fatally shot.", [("killed", 2, 2, "whole")]),
    ("Nine people were shot, five of them fatally.", [("killed", 5, 5, "whole")]),
    ("The rebels captured the town.", []),
    (
        "The rebels lost seven fighters and the army 12.",
        [("killed", 7, 7, "whole"), ("killed", 12, 12, "whole")],
    ),
    (
        "Six died in Sumy, four in Kharkiv and one in Kherson.",
        [("killed", 6, 6, "whole"), ("killed", 4, 4, "whole"), ("killed", 1, 1, "whole")],
    ),
    (
        "Eighteen people were killed, ten in Aleppo and eight in Idlib.",
        [("killed", 18, 18, "whole"), ("killed", 10, 10, "part"), ("killed", 8, 8, "part")],
    ),
    (
        "Nine people - two nurses and seven patients - were killed.",
        [("killed", 9, 9, "whole"), ("killed", 2, 2, "part"), ("killed", 7, 7, "part")],
    ),
    (
        "Of the 30 who died, 12 were children.",
        [("killed", 30, 30, "whole"), ("killed", 12, 12, "part")],
    ),
    (
        "Of the 30 people killed, 12 were women.",
        [("killed", 30, 30, "whole"), ("killed", 12, 12, "part")],
    ),
    (
        "Eleven people were killed, among them four children and two women.",
        [("killed", 11, 11, "whole"), ("killed", 4, 4, "part"), ("killed", 2, 2, "part")],
    ),
    (
        "Eight people, including three children, two women, and a nurse, were killed.",
        [
            ("killed", 8, 8, "whole"),
            ("killed", 3, 3, "part"),
            ("killed", 2, 2, "part"),
            ("killed", 1, 1, "part"),
        ],
    ),
    (
        "Three guards, including their commander, and nine attackers were killed.",
        [("killed", 3, 3, "whole"), ("killed", 1, 1, "part"), ("killed", 9, 9, "whole")],
    ),
    (
        "Five people died, two of them in hospital.",
        [("killed", 5, 5, "whole"), ("killed", 2, 2, "part")],
    ),
    (
        "Gunmen abducted nine travellers, two of whom were killed.",
        [("captured", 9, 9, "whole"), ("killed", 2, 2, "whole")],
    ),
    ("Four of the wounded died overnight.", [("killed", 4, 4, "whole"), ("wounded", 4, 4, "part")]),
    ("The wounded stood at 63.", [("wounded", 63, 63, "whole")]),
    ("The number of wounded rose to 140.", [("wounded", 140, 140, "whole")]),
    ("Officials put the injured at 70 to 80.", [("wounded", 70, 80, "whole")]),
    (
        "The number of people killed has risen from 12 to 15.",
        [("killed", 12, 12, "whole"), ("killed", 15, 15, "whole")],
    ),
    ("The death toll climbed to 33.", [("killed", 33, 33, "whole")]),
    ("From two to four people were wounded.", [("wounded", 2, 4, "whole")]),
    ("The blast wounded 15–20 people.", [("wounded", 15, 20, "whole")]),
    (
        "Two people were killed and three times as many injured.",
        [("killed", 2, 2, "whole"), ("wounded", None, None, "whole")],
    ),
    ("A youth was killed by a sniper.", [("killed", 1, 1, "whole")]),
    ("The strike killed a couple and their three children.", [("killed", 5, 5, "whole")]),
    ("A policeman was shot and wounded.", [("wounded", 1, 1, "whole")]),
    ("Assailants shot and wounded two traders.", [("wounded", 2, 2, "whole")]),
    (
        "At least one soldier killed and three wounded.",
        [("killed", 1, None, "whole"), ("wounded", 3, 3, "whole")],
    ),
    ("Police killed him when he opened fire.", [("killed", 1, 1, "whole")]),
    (
        "The bomber killed himself and four others.",
        [("killed", 1, 1, "whole"), ("killed", 4, 4, "whole")],
    ),
    ("Villagers burned four houses.", []),
    ("Two children were badly burned in the fire.", [("wounded", 2, 2, "whole")]),
    ("Two Self-Defence Forces (SDF) fighters were killed.", [("killed", 2, 2, "whole")]),
    (
        "In addition to the attacker, two guards were killed and 18 more were wounded.",
        [("killed", 1, 1, "whole"), ("killed", 2, 2, "whole"), ("wounded", 18, 18, "whole")],
    ),
    (
        "Nine casualties and dozens of injuries were reported.",
        [("killed", 9, 9, "whole"), ("wounded", None, None, "whole")],
    ),
    (
        "The ambush left four officers dead and a driver wounded.",
        [("killed", 4, 4, "whole"), ("wounded", 1, 1, "whole")],
    ),
    ("The fire left 1 500 people homeless.", [("displaced", 1500, 1500, "whole")]),
    (
        "The shelling left a girl dead and her parents wounded.",
        [("killed", 1, 1, "whole"), ("wounded", 2, 2, "whole")],
    ),
    (
        "The attack claimed the lives of two priests and a nun.",
        [("killed", 2, 2, "whole"), ("killed", 1, 1, "whole")],
    ),
    (
        "Two Russian soldiers were captured and a third was killed.",
        [("captured", 2, 2, "whole"), ("killed", 1, 1, "whole")],
    ),
    ("Soldiers arrested 40 protesters.", [("captured", 40, 40, "whole")]),
    ("A couple of dozen people were hurt.", [("wounded", 24, 24, "whole")]),
    ("As many as 200 people may have been killed.", [("killed", None, 200, "whole")]),
    ("Fewer than ten people were injured.", [("wounded", None, 10, "whole")]),
    (
        "Police said the shooting wounded two students, one of them seriously.",
        [("wounded", 2, 2, "whole"), ("wounded", 1, 1, "part")],
    ),
    (
        "Two men, a father and his son, were killed.",
        [("killed", 2, 2, "whole"), ("killed", 1, 1, "part"), ("killed", 1, 1, "part")],
    ),
    (
        "Three soldiers, a doctor and a nurse were killed.",
        [("killed", 3, 3, "whole"), ("killed", 2, 2, "whole")],
    ),
    ("A 7-year-old girl was killed by shrapnel.", [("killed", 1, 1, "whole")]),
    ("A 30-year-old man and a boy aged 12 were killed.", [("killed", 2, 2, "whole")]),
    ("The attack on 12 May killed 9.", [("killed", 9, 9, "whole")]),
    (
        "He was arrested after killing three people.",
        [("captured", 1, 1, "whole"), ("killed", 3, 3, "whole")],
    ),
    ("Up to a dozen people were feared dead.", [("killed", None, 12, "whole")]),
    ("Some 400 detainees were executed.", [("killed", 400, 400, "whole")]),
    ("The raid killed all 14 people on board.", [("killed", 14, 14, "whole")]),
    ("Both pilots were killed.", [("killed", 2, 2, "whole")]),
    ("Both men were killed.", [("killed", 2, 2, "whole")]),
    ("Clashes killed six on both sides.", [("killed", 6, 6, "whole")]),
    (
        "The explosion injured more than 100, ten of them critically.",
        [("wounded", 100, None, "whole"), ("wounded", 10, 10, "part")],
    ),
    ("Scores were wounded.", [("wounded", None, None, "whole")]),
    (
        "The commander and two of his bodyguards were killed.",
        [("killed", 3, 3, "whole")],
    ),
    # who numbers the first one has counted, and who names others too
    (
        "One woman and two guests were killed.",
        [("killed", 1, 1, "whole"), ("killed", 2, 2, "whole")],
    ),
    (
        "The blast killed an imam and 20 others.",
        [("killed", 1, 1, "whole"), ("killed", 20, 20, "whole")],
    ),
    (
        "Two nuns and a driver were killed.",
        [("killed", 1, 1, "whole"), ("killed", 2, 2, "whole")],
    ),
    (
        "An air raid flattened a house, killing a woman and four of her children.",
        [("killed", 5, 5, "whole")],
    ),
    ("Twelve bodies were pulled from the rubble.", [("killed", 12, 12, "whole")]),
    ("Rescuers recovered 12 bodies.", [("killed", 12, 12, "whole")]),
    (
        "Hospitals received 17 dead and 43 wounded.",
        [("killed", 17, 17, "whole"), ("wounded", 43, 43, "whole")],
    ),
    (
        "The strike resulted in 17 deaths and 43 injuries.",
        [("killed", 17, 17, "whole"), ("wounded", 43, 43, "whole")],
    ),
    (
        "17 killed, 43 injured as mortar hits market",
        [("killed", 17, 17, "whole"), ("wounded", 43, 43, "whole")],
    ),
    (
        "Mortar attack kills 17, injures 43",
        [("killed", 17, 17, "whole"), ("wounded", 43, 43, "whole")],
    ),
    ("Death toll from Kabul bombing rises to 31", [("killed", 31, 31, "whole")]),
    ("The attackers did not kill anyone.", []),
    ("A protest over the killing of a student turned violent.", [("killed", 1, 1, "whole")]),
    ("The militants threatened to kill 20 hostages.", []),
    ("The court sentenced two men to death.", []),
    ("Doctors treated 30 people for burns.", [("wounded", 30, 30, "whole")]),
    ("Five killed in Homs: SANA", [("killed", 5, 5, "whole")]),
    (
        "The driver died instantly and his two passengers later succumbed to their wounds.",
        [("killed", 1, 1, "whole"), ("killed", 2, 2, "whole")],
    ),
    ("A third soldier died of his wounds.", [("killed", 3, 3, "whole")]),
    ("The raid resulted in several deaths.", [("killed", None, None, "whole")]),
    (
        "The raid resulted in a number of deaths and injuries.",
        [("killed", None, None, "whole"), ("wounded", None, None, "whole")],
    ),
    (
        "An unknown number of villagers were killed and wounded.",
        [("killed", None, None, "whole"), ("wounded", None, None, "whole")],
    ),
    ("Some 20 villagers were killed or wounded.", [("casualties", 20, 20, "whole")]),
    (
        "The shelling led to the deaths of ten labourers and the injury of others.",
        [("killed", 10, 10, "whole"), ("wounded", None, None, "whole")],
    ),
    (
        "On Friday, between 17 and 25 members of the Haddad family were killed.",
        [("killed", 17, 25, "whole")],
    ),
    (
        "On Friday, June 7, 2019, between 17 and 25 members of the Haddad family were killed.",
        [("killed", 17, 25, "whole")],
    ),
    (
        "One boy was killed and three members of his family injured.",
        [("killed", 1, 1, "whole"), ("wounded", 3, 3, "whole")],
    ),
    ("Seven members of the Jaber and Haddad families were killed.", [("killed", 7, 7, "whole")]),
    (
        "Five members of the Aziz family were killed and two girls from the family hurt.",
        [("killed", 5, 5, "whole"), ("wounded", 2, 2, "whole")],
    ),
    ("One man, a shopkeeper, had died.", [("killed", 1, 1, "whole")]),
    ("My nephew, the young martyr, the kind neighbour, was killed.", [("killed", 1, 1, "whole")]),
    ("A driver, a farmer, and a girl were killed.", [("killed", 3, 3, "whole")]),
    ("Injuries were reported.", [("wounded", None, None, "whole")]),
    (
        "The shelling caused deaths and injuries.",
        [("killed", None, None, "whole"), ("wounded", None, None, "whole")],
    ),
    ("Injuries are common among miners.", []),
    ("The dead now number 14.", [("killed", 14, 14, "whole")]),
    (
        "The raid resulted in the death of a child and multiple injuries.",
        [("killed", 1, 1, "whole"), ("wounded", None, None, "whole")],
    ),
    ("The elimination of 19 militiamen was announced.", [("killed", 19, 19, "whole")]),
    ("The elimination of 19 posts was announced.", []),
    ("The drowning of six stowaways was reported.", [("killed", 6, 6, "whole")]),
    ("Police fired on the march, felling seven.", [("killed", 7, 7, "whole")]),
    (
        "Eleven miners were shot dead; just as many were marched off into the forest.",
        [("killed", 11, 11, "whole"), ("captured", None, None, "whole")],
    ),
    ("Injuries: 40 plus.", [("wounded", 40, None, "whole")]),
    (
        "KIA 6, WIA 17, MIA 3.",
        [("killed", 6, 6, "whole"), ("wounded", 17, 17, "whole"), ("missing", 3, 3, "whole")],
    ),
    ("Commandos finished off the two wounded gunmen.", [("killed", 2, 2, "whole")]),
    (
        "Three died at Sarmin, four at Binnish and a medic at Taftanaz in what seemed one raid.",
        [("killed", 3, 3, "whole"), ("killed", 4, 4, "whole"), ("killed", 1, 1, "whole")],
    ),
    (
        "The shell killed a mother and her two sons; a third son is in a coma.",
        [("killed", 3, 3, "whole"), ("wounded", 1, 1, "whole")],
    ),
    (
        "Four nuns were taken prisoner and a guard was killed.",
        [("captured", 4, 4, "whole"), ("killed", 1, 1, "whole")],
    ),
    (
        "The prefect speaks of 14 dead; the bishop has it at 20.",
        [("killed", 14, 14, "whole"), ("killed", 20, 20, "whole")],
    ),
    (
        "The camp's figure is 14 dead, the army's six.",
        [("killed", 14, 14, "whole"), ("killed", 6, 6, "whole")],
    ),
    ("Two captains ran the ferry; both were hacked to death.", [("killed", 2, 2, "whole")]),
    (
        "Two porters died at once, the third on the road.",
        [("killed", 2, 2, "whole"), ("killed", 1, 1, "whole")],
    ),
    (
        "Red Crescent: six corpses and nine casualties moved from the pier.",
        [("killed", 6, 6, "whole"), ("wounded", 9, 9, "whole")],
    ),
    (
        "Five medics among 14 shot dead in Goma",
        [("killed", 5, 5, "part"), ("killed", 14, 14, "whole")],
    ),
    ("The scouts lost three of their number.", [("killed", 3, 3, "whole")]),
    ("The wounded, who number 43, were flown out.", [("wounded", 43, 43, "whole")]),
    ("The ferry went down with all 60 aboard.", [("killed", 60, 60, "whole")]),
    ("A mortar bomb at the well claimed seven victims.", [("killed", 7, 7, "whole")]),
    ("Bodies of three loggers abducted on Sunday were found.", [("killed", 3, 3, "whole")]),
    ("The shelling injured 31 but killed nobody.", [("wounded", 31, 31, "whole")]),
    (
        "Rebels beheaded a Kenyan captive, the third hostage to be killed.",
        [("killed", 1, 1, "whole")],
    ),
    ("A mine killed its escort of six gendarmes.", [("killed", 6, 6, "whole")]),
    (
        "Two of the four cadets hurt in the blast have since died.",
        [("killed", 2, 2, "whole"), ("wounded", 4, 4, "whole"), ("wounded", 2, 2, "part")],
    ),
    ("The siege cost the town 40 of its people.", [("killed", 40, 40, "whole")]),
]


@pytest.mark.parametrize(("text", "told"), _TOLD, ids=[text for text, _ in _TOLD])
def test_a_sentence_tells_who_was_harmed(
    text: str, told: list[Figure], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == sorted(told, key=repr)


def test_no_class_of_wording_is_told_twice() -> None:
    assert len({text for text, _ in _TOLD}) == len(_TOLD)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police found three bodies in a burned-out car.", [("killed", 3, 3, "whole")]),
        ("Police found a man in a burned-out car.", []),
        ("Police found two men in a burnt-out bus.", []),
        ("Police found a wounded man in a lorry.", [("wounded", 1, 1, "whole")]),
        ("Police found a badly-burned man in a car.", [("wounded", 1, 1, "whole")]),
        ("Police found a man badly burned in a car.", [("wounded", 1, 1, "whole")]),
        ("Police found a wounded man in a burned-out car.", [("wounded", 1, 1, "whole")]),
    ],
)
def test_what_happened_to_a_thing_is_no_harm_to_people_in_it(
    text: str, told: list[Figure], figures: Callable[[str], list[Figure]]
) -> None:
    assert figures(text) == told
