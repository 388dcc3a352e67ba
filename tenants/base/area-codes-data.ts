/** A state (USPS code), the zones its callers may be in, and the area codes that share both. */
export type AreaCodeRow = readonly [state: string, zones: readonly string[], codes: string]

const EASTERN = ['America/New_York']
const CENTRAL = ['America/Chicago']
const MOUNTAIN = ['America/Denver']
const PACIFIC = ['America/Los_Angeles']
const EASTERN_OR_CENTRAL = ['America/New_York', 'America/Chicago']
const CENTRAL_OR_MOUNTAIN = ['America/Chicago', 'America/Denver']
const PACIFIC_OR_MOUNTAIN = ['America/Los_Angeles', 'America/Denver']
const INDIANA = 'America/Indiana/Indianapolis'

/**
 * Every geographic code of the United States and its territories, as planned to the end of 2026. Source: NANPA's lists
 * of area codes in service and planned; the test holds it against libphonenumber's.
 */
export const US_AREA_CODES: readonly AreaCodeRow[] = [
  ['AK', ['America/Anchorage', 'America/Adak'], '907'],
  ['AL', CENTRAL, '205 251 256 334 483 659 938'],
  ['AR', CENTRAL, '327 479 501 870'],
  ['AS', ['Pacific/Pago_Pago'], '684'],
  ['AZ', ['America/Phoenix'], '480 520 602 623'],
  // The Navajo Nation, within 928, changes its clocks; the rest of Arizona does not.
  ['AZ', ['America/Phoenix', 'America/Denver'], '928'],
  ['CA', PACIFIC, '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669'],
  ['CA', PACIFIC, '707 714 738 747 760 764 805 818 820 831 837 840 858 909 916 925 935 949 951'],
  ['CO', MOUNTAIN, '303 719 720 748 970 983'],
  ['CT', EASTERN, '203 475 860 959'],
  ['DC', EASTERN, '202 771'],
  ['DE', EASTERN, '302'],
  ['FL', EASTERN, '239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954'],
  ['FL', EASTERN_OR_CENTRAL, '448 850'],
  ['GA', EASTERN, '229 404 470 478 678 706 762 770 912 943'],
  ['GU', ['Pacific/Guam'], '671'],
  ['HI', ['Pacific/Honolulu'], '808'],
  ['IA', CENTRAL, '319 515 563 641 712'],
  ['ID', ['America/Boise', 'America/Los_Angeles'], '208 986'],
  ['IL', CENTRAL, '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872'],
  ['IN', CENTRAL, '219'],
  ['IN', [INDIANA], '260 317 463 765'],
  ['IN', [INDIANA, 'America/Chicago'], '574 812 930'],
  ['KS', CENTRAL, '316 913'],
  ['KS', CENTRAL_OR_MOUNTAIN, '620 785'],
  ['KY', EASTERN, '502 859'],
  ['KY', EASTERN_OR_CENTRAL, '270 364 606'],
  ['LA', CENTRAL, '225 318 337 457 504 985'],
  ['MA', EASTERN, '339 351 413 508 617 774 781 857 978'],
  ['MD', EASTERN, '227 240 301 410 443 667'],
  ['ME', EASTERN, '207'],
  ['MI', ['America/Detroit'], '231 248 269 313 517 586 616 679 734 810 947 989'],
  ['MI', ['America/Detroit', 'America/Menominee'], '906'],
  ['MN', CENTRAL, '218 320 507 612 651 763 924 952'],
  ['MO', CENTRAL, '235 314 417 557 573 636 660 816 975'],
  ['MP', ['Pacific/Guam'], '670'],
  ['MS', CENTRAL, '228 471 601 662 769'],
  ['MT', MOUNTAIN, '406'],
  ['NC', EASTERN, '252 336 472 704 743 828 910 919 980 984'],
  ['ND', CENTRAL_OR_MOUNTAIN, '701'],
  ['NE', CENTRAL, '402 531'],
  ['NE', CENTRAL_OR_MOUNTAIN, '308'],
  ['NH', EASTERN, '603'],
  ['NJ', EASTERN, '201 551 609 640 732 848 856 862 908 973'],
  ['NM', MOUNTAIN, '505 575'],
  ['NV', PACIFIC, '702 725'],
  // West Wendover and Jackpot, within 775, keep Mountain time.
  ['NV', PACIFIC_OR_MOUNTAIN, '775'],
  ['NY', EASTERN, '212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934'],
  ['OH', EASTERN, '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937'],
  ['OK', CENTRAL, '405 539 572 580 918'],
  ['OR', PACIFIC, '503 971'],
  ['OR', ['America/Los_Angeles', 'America/Boise'], '458 541'],
  ['PA', EASTERN, '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878'],
  ['PR', ['America/Puerto_Rico'], '787 939'],
  ['RI', EASTERN, '401'],
  ['SC', EASTERN, '803 821 839 843 854 864'],
  ['SD', CENTRAL_OR_MOUNTAIN, '605'],
  ['TN', CENTRAL, '615 629 731 901 931'],
  ['TN', EASTERN, '865'],
  ['TN', EASTERN_OR_CENTRAL, '423 729'],
  ['TX', CENTRAL, '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 936 940'],
  ['TX', CENTRAL, '945 956 972 979'],
  ['TX', MOUNTAIN, '915'],
  ['UT', MOUNTAIN, '385 435 801'],
  ['VA', EASTERN, '276 434 540 571 686 703 757 804 826 948'],
  ['VI', ['America/St_Thomas'], '340'],
  ['VT', EASTERN, '802'],
  ['WA', PACIFIC, '206 253 360 425 509 564'],
  ['WI', CENTRAL, '262 274 353 414 534 608 715 920'],
  ['WV', EASTERN, '304 681'],
  ['WY', MOUNTAIN, '307'],
]

/** Other members of the numbering plan; the first word is a country or region, never a US state. */
export const CANADIAN_AREA_CODES: readonly AreaCodeRow[] = [
  ['AB', ['America/Edmonton'], '368 403 587 780 825'],
  ['BC', ['America/Vancouver'], '236 257 604 672 778'],
  ['BC', ['America/Vancouver', 'America/Edmonton'], '250'],
  ['MB', ['America/Winnipeg'], '204 431 584'],
  ['NB', ['America/Halifax'], '428 506'],
  ['NL', ['America/St_Johns', 'America/Halifax'], '709 879'],
  ['NS', ['America/Halifax'], '782 902'],
  ['ON', ['America/Toronto'], '226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942'],
  ['ON', ['America/Toronto', 'America/Winnipeg'], '807'],
  ['QC', ['America/Toronto', 'America/Halifax'], '263 273 354 367 418 438 450 468 514 579 581 819 873'],
  ['SK', ['America/Regina', 'America/Edmonton'], '306 474 639'],
  ['YT', ['America/Whitehorse', 'America/Edmonton', 'America/Winnipeg', 'America/Toronto'], '867'],
]

export const CARIBBEAN_AREA_CODES: readonly AreaCodeRow[] = [
  ['Anguilla', ['America/Puerto_Rico'], '264'],
  ['Antigua', ['America/Puerto_Rico'], '268'],
  ['Bahamas', ['America/New_York'], '242'],
  ['Barbados', ['America/Barbados'], '246'],
  ['Bermuda', ['Atlantic/Bermuda'], '441'],
  ['British Virgin Islands', ['America/Puerto_Rico'], '284'],
  ['Cayman Islands', ['America/Panama'], '345'],
  ['Dominica', ['America/Puerto_Rico'], '767'],
  ['Dominican Republic', ['America/Santo_Domingo'], '809 829 849'],
  ['Grenada', ['America/Puerto_Rico'], '473'],
  ['Jamaica', ['America/Jamaica'], '658 876'],
  ['Montserrat', ['America/Puerto_Rico'], '664'],
  ['Saint Kitts', ['America/Puerto_Rico'], '869'],
  ['Saint Lucia', ['America/Puerto_Rico'], '758'],
  ['Saint Vincent', ['America/Puerto_Rico'], '784'],
  ['Sint Maarten', ['America/Puerto_Rico'], '721'],
  ['Trinidad', ['America/Port_of_Spain'], '868'],
  ['Turks and Caicos', ['America/Grand_Turk'], '649'],
]

export const TOLL_FREE_CODES = '800 833 844 855 866 877 888'
/** Numbers that charge whoever calls or texts them. */
export const PREMIUM_CODES = '900'
